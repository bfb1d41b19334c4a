package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.watch.EventLog.Event;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Counts, in the text form that Prometheus reads. On the world's thread.
final class Metrics {
    private final Inside inside;
    private final StringBuilder text = new StringBuilder();

    Metrics(Inside inside) {
        this.inside = inside;
    }

    String text() {
        var exchange = inside.exchange();
        var devices = exchange.accounts().all().stream()
                .flatMap(account -> account.devices().stream())
                .toList();
        gauge("accounts", exchange.accounts().all().size());
        gauge("devices", devices.size());
        gauge(
                "queued_stanzas",
                devices.stream().mapToLong(device -> device.queue().size()).sum());
        labelled(
                "connections",
                "state",
                exchange.connections().stream()
                        .collect(Collectors.groupingBy(
                                connection -> Json.name(connection.state()), TreeMap::new, Collectors.counting())));
        gauge("traced_stanzas_total", inside.trace().last());
        gauge(
                "unknown_stanzas_total",
                exchange.unknown().values().stream().mapToLong(Long::longValue).sum());
        labelled(
                "recent_events",
                "type",
                exchange.events().after(0).stream()
                        .collect(Collectors.groupingBy(Event::type, TreeMap::new, Collectors.counting())));
        gauge("blobs", inside.blobs().all().size());
        gauge(
                "blob_bytes",
                inside.blobs().all().stream().mapToLong(blob -> blob.size()).sum());
        gauge(
                "faults_fired_total",
                inside.faults().all().stream().mapToLong(fault -> fault.fired()).sum());
        gauge("world_failures_total", exchange.loop().failures());
        return text.toString();
    }

    private void gauge(String name, long value) {
        text.append("wigwag_sandbox_").append(name).append(' ').append(value).append('\n');
    }

    private void labelled(String name, String label, Map<String, Long> values) {
        values.forEach((value, count) -> gauge(name + "{" + label + "=\"" + value + "\"}", count));
    }
}
