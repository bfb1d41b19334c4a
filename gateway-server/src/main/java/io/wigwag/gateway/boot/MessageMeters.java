package io.wigwag.gateway.boot;

import io.wigwag.gateway.message.Traffic;
import io.wigwag.gateway.observe.Metrics;

/// Counts messages for Prometheus.
record MessageMeters(Metrics metrics) implements Traffic {
    @Override
    public void came() {
        metrics.count("wigwag.messages.received", "Messages of others that were kept");
    }

    @Override
    public void became(String state) {
        metrics.count("wigwag.messages.reached", "Messages of ours that came so far", "state", state);
    }

    @Override
    public void failed(String code) {
        metrics.count("wigwag.messages.failed", "Messages of ours that do not get through", "code", code);
    }
}
