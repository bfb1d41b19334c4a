package io.wigwag.gateway.cli.pair;

import io.wigwag.gateway.cli.client.Device;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lines of JSON, one for each change: what it is in `event`, and what the gateway says of it.
final class JsonDisplay implements Display {
    private final PrintWriter out;
    private String last = "";

    JsonDisplay(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(View view) {
        switch (view) {
            case View.Scan(var device, var code) -> change(code.text(), "qr", device, code.json());
            case View.Type type ->
                change(type.code().code(), "code", type.device(), type.code().json());
            case View.Wait(var device) -> change(device.status().state(), "status", device, status(device));
        }
    }

    private static JsonNode status(Device device) {
        return device.json().path("status");
    }

    private void change(String what, String event, Device device, JsonNode members) {
        if (!what.equals(last)) {
            last = what;
            var line = line(event, device);
            members.propertyStream().forEach(member -> line.set(member.getKey(), member.getValue()));
            out.println(line);
            out.flush();
        }
    }

    static ObjectNode line(String event, Device device) {
        return JsonNodeFactory.instance.objectNode().put("event", event).put("device", device.id());
    }

    @Override
    public void close() {
        out.flush();
    }
}
