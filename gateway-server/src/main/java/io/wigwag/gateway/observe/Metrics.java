package io.wigwag.gateway.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// What is counted and measured, for Prometheus. Labels come from closed sets only: routes as they are declared, never
/// what a client wrote.
public final class Metrics {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Metrics(BuildFacts build) {
        Gauge.builder("wigwag.build.info", () -> 1)
                .description("The version that runs")
                .tag("version", build.version())
                .register(registry);
    }

    /// An HTTP request was answered.
    ///
    /// @param route as it is declared, method first
    public void answered(String route, int status, Duration took) {
        Timer.builder("wigwag.http.request")
                .description("How long answers took to be made")
                .tag("route", route)
                .tag("code", String.valueOf(status))
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry)
                .record(took);
    }

    /// One more of something.
    public void count(String name, String meaning) {
        Counter.builder(name).description(meaning).register(registry).increment();
    }

    /// One more of a sort of something.
    public void count(String name, String meaning, String label, String value) {
        Counter.builder(name)
                .description(meaning)
                .tag(label, value)
                .register(registry)
                .increment();
    }

    /// A number that is looked at when somebody asks.
    public void gauge(String name, String meaning, Supplier<Number> value) {
        Gauge.builder(name, value).description(meaning).register(registry);
    }

    /// Where Prometheus asks.
    public Route<?, ?> route() {
        return Route.get("/metrics")
                .open()
                .about("Health", "Counters and measurements", "In the text format of Prometheus.")
                .answeringRaw(List.of(Response.OK), "text/plain")
                .by((_, _) ->
                        Answer.of(Response.text(Response.OK, registry.scrape()).with("Content-Type", TYPE)));
    }
}
