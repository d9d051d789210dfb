/**
 * How many samples lie in which bin, in the order of the bins, which is that of the values. `api.sketch_bin` tells the
 * bin of a value.
 */
export interface Sketch {
  readonly bins: readonly number[];
  readonly counts: readonly number[];
}

/** Natural logarithm of a bin's width, and the bin of 1; the same as in `api.sketch_bin`. */
const logWidth = 0.016;
const binOfOne = 2_000;

/** Every bin that two bytes can name. */
const allBins = 65_536;
const smallestBin = -32_768;
/** Stands for a count of four bytes that follows. */
const longCount = 255;

const found = new Float64Array(allBins);

/**
 * Reads one or more sketches that were appended to each other, which is how they are merged: whichever order they
 * come in, their counts are added.
 */
export function decodeSketch(bytes: Buffer): Sketch {
  let least = allBins;
  let greatest = -1;
  for (let at = 0; at < bytes.length;) {
    const bin = bytes.readInt16BE(at) - smallestBin;
    let count = bytes[at + 2] ?? 0;
    at += 3;
    if (count === longCount) {
      count = bytes.readUInt32BE(at);
      at += 4;
    }
    found[bin] = (found[bin] ?? 0) + count;
    if (bin < least) least = bin;
    if (bin > greatest) greatest = bin;
  }
  const bins: number[] = [];
  const counts: number[] = [];
  for (let bin = least; bin <= greatest; bin += 1) {
    const count = found[bin] ?? 0;
    if (count === 0) continue;
    bins.push(bin + smallestBin);
    counts.push(count);
    found[bin] = 0;
  }
  return { bins, counts };
}

/** The most that an entry can count; more takes another one. */
const maxCount = 2 ** 32 - 1;

/** Writes each bin once: two bytes for the bin, one for its count, or five where that is 255 or more. */
export function encodeSketch({ bins, counts }: Sketch): Buffer {
  const bytes = Buffer.allocUnsafe(counts.reduce((size, count) => size + 7 * Math.ceil(count / maxCount), 0));
  let at = 0;
  for (const [index, bin] of bins.entries()) {
    for (let left = counts[index] ?? 0; left > 0; left -= maxCount) {
      const count = Math.min(left, maxCount);
      at = bytes.writeInt16BE(bin, at);
      at = bytes.writeUInt8(Math.min(count, longCount), at);
      if (count >= longCount) at = bytes.writeUInt32BE(count, at);
    }
  }
  return bytes.subarray(0, at);
}

/** What stands for all values of a bin: none of them is further away than 0.8 %. */
function valueOf(bin: number): number {
  if (bin === 0) return 0;
  const upper = Math.exp((Math.abs(bin) - binOfOne) * logWidth);
  return (Math.sign(bin) * 2 * upper) / (Math.exp(logWidth) + 1);
}

/**
 * The percentiles of a sketch, as `percentile_cont` has them: between two samples, a line. Fractions are from 0 to 1;
 * the sketch must not be empty.
 */
export function percentiles({ bins, counts }: Sketch, fractions: readonly number[]): number[] {
  let total = 0;
  const upTo = counts.map((count) => (total += count));
  const valueAt = (rank: number): number => valueOf(bins[upTo.findIndex((count) => count > rank)] ?? 0);
  return fractions.map((fraction) => {
    const rank = fraction * (total - 1);
    const lower = valueAt(Math.floor(rank));
    const upper = valueAt(Math.ceil(rank));
    return lower + (upper - lower) * (rank - Math.floor(rank));
  });
}
