/** From the least to the most severe. */
export const severityNames = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;
/** From the first to the last of an error's life. */
export const statusNames = ['OPEN', 'INVESTIGATING', 'RESOLVED', 'IGNORED'] as const;
