import type { MutationCalls } from './call.ts';

export const performanceMetricCalls: MutationCalls = {
  recordPerformanceMetrics: () =>
    Promise.resolve({
      input: {
        samples: [{ metricType: 'request', name: 'duration', value: 12.5, unit: 'ms', context: { token: 'hunter2' } }],
      },
      event: 'performance_metrics.recorded',
      table: 'performance_metrics',
    }),
};
