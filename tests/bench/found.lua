-- What bench_pages reads of a run of wrk: requests a second, the 95th percentile in ms, failures.
done = function(summary, latency, requests)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.status + summary.errors.timeout
  io.write(string.format("found %f %f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(95) / 1000, failed))
end
