// The four golden signals, from two readings of /metrics, as the page of lab 12 asks for them in PromQL.

const BUCKETS = "http_request_duration_seconds_bucket";
const REQUESTS = "http_requests_total";
const ERRORS = "http_errors_total";

// What each signal is made of; by family, as its TYPE names it.
export const FAMILIES = {
  latency: ["http_request_duration_seconds"],
  traffic: [REQUESTS],
  errors: [ERRORS, REQUESTS],
  saturation: ["http_workers_busy", "http_workers_limit", "http_queue_connections"],
};

// The samples by name, and the names of all families.
export function read(text) {
  const samples = {};
  for (const [, name, labels = "", value] of text.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/gm)) {
    (samples[name] ??= []).push({ value: number(value), labels: Object.fromEntries(
      [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, word]) => [label, word])) });
  }
  return { samples, families: [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name) };
}

const number = word => Number(word.replace("Inf", "Infinity"));

const any = () => true;
const sum = ({ samples }, name, wanted = any) =>
  (samples[name] ?? []).filter(one => wanted(one.labels)).reduce((all, one) => all + one.value, 0);

// Whether the counters of `now` go on from `before`; a server that was started again begins at 0.
export const goesOn = (before, now) => sum(now, REQUESTS) >= sum(before, REQUESTS);

// The values of each signal; null where there were no requests. Times are in ms, shares in percent.
export function signals(before, now, seconds) {
  const grown = (name, wanted) => sum(now, name, wanted) - sum(before, name, wanted);
  const requests = grown(REQUESTS);
  const bounds = [...new Set((now.samples[BUCKETS] ?? []).map(({ labels }) => labels.le))].map(le => ({
    bound: number(le), count: grown(BUCKETS, labels => labels.status === "2xx" && labels.le === le),
  })).sort((one, two) => one.bound - two.bound);
  const kinds = [...new Set((now.samples[ERRORS] ?? []).map(({ labels }) => labels.kind))].filter(kind => kind !== "4xx")
    .map(kind => ({ kind, count: grown(ERRORS, labels => labels.kind === kind) })).filter(({ count }) => count > 0);
  return {
    latency: [0.5, 0.99].map(share => quantile(share, bounds)),
    traffic: [seconds > 0 ? requests / seconds : null],
    errors: [requests > 0 ? 100 * kinds.reduce((all, { count }) => all + count, 0) / requests : null],
    kinds: kinds.sort((one, two) => two.count - one.count).map(({ kind }) => kind),
    saturation: ["http_queue_connections", "http_workers_busy"].map(name => sum(now, name)),
    limit: sum(now, "http_workers_limit"),
    oldest: sum(now, "http_oldest_wait_seconds"),
  };
}

// As PromQL's histogram_quantile: the times in a bucket are taken as evenly spread, and beyond the last bound as that.
export function quantile(share, bounds) {
  const rank = share * (bounds.at(-1)?.count ?? 0);
  if (!(rank > 0)) return null;
  const at = bounds.findIndex(({ count }) => count >= rank);
  const { bound: low, count: below } = bounds[at - 1] ?? { bound: 0, count: 0 };
  const { bound: high, count } = bounds[at];
  return 1000 * (high === Infinity ? low : low + (high - low) * (rank - below) / (count - below));
}
