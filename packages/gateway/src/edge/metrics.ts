import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Counters of one gateway; labels are routes, codes and states, never ids. */
export function createMetrics(gauges: { sockets(): number; participants(): number }) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'diemcau_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const commands = new Counter({
    name: 'diemcau_commands_total',
    help: 'Commands by name and outcome.',
    labelNames: ['command', 'outcome'],
    registers: [registry],
  });
  const pruned = new Counter({
    name: 'diemcau_pruned_rows_total',
    help: 'Rows removed because nobody can need them any more.',
    labelNames: ['table'],
    registers: [registry],
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('diemcau_sockets', 'Sockets that are authenticated.', gauges.sockets);
  gauge('diemcau_participants', 'People in consultations.', gauges.participants);
  return {
    registry,
    onAnswer: (route: string, status: number, seconds: number) =>
      requests.labels(route, String(status)).observe(seconds),
    onCommand: (command: string, outcome: string) => commands.labels(command, outcome).inc(),
    onPruned: (table: string, rows: number) => pruned.labels(table).inc(rows),
  };
}
