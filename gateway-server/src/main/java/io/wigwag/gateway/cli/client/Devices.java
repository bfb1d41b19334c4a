package io.wigwag.gateway.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The devices of whoever has the key.
public final class Devices {
    private static final String PATH = "/v1/devices";
    private static final String ID = "dev_";

    private final Gateway gateway;

    Devices(Gateway gateway) {
        this.gateway = gateway;
    }

    public List<Device> list() throws CallFailed, InterruptedException {
        var devices = new ArrayList<Device>();
        var path = PATH;
        while (true) {
            var page = gateway.get(path);
            page.path("data").valueStream().map(Device::read).forEach(devices::add);
            var next = page.path("page").path("nextCursor").asStringOpt();
            if (next.isEmpty()) {
                return devices;
            }
            path = PATH + "?cursor=" + encoded(next.get());
        }
    }

    /// Makes one that waits to be told to link.
    public Device create(Optional<String> name) throws CallFailed, InterruptedException {
        var body = JsonNodeFactory.instance.objectNode();
        name.ifPresent(given -> body.put("name", given));
        return Device.read(gateway.post(PATH, body.put("start", false)));
    }

    public Device get(String id) throws CallFailed, InterruptedException {
        return Device.read(gateway.get(path(id)));
    }

    /// The one that a person means by its id or its name.
    public Device named(String text) throws CallFailed, InterruptedException {
        if (text.startsWith(ID)) {
            return get(text);
        }
        var called =
                list().stream().filter(device -> device.name().equals(text)).toList();
        return switch (called.size()) {
            case 0 -> throw new CallFailed.NotOne("No device is called " + text + "; see ./wigwag devices.");
            case 1 -> called.getFirst();
            default ->
                throw new CallFailed.NotOne(called.size() + " devices are called " + text + "; name one by its id: "
                        + String.join(", ", called.stream().map(Device::id).toList()) + ".");
        };
    }

    public void delete(String id) throws CallFailed, InterruptedException {
        gateway.delete(path(id));
    }

    /// What a device can be told to do.
    public enum Order {
        START("start"),
        STOP("stop"),
        LOG_OUT("logout");

        private final String word;

        Order(String word) {
            this.word = word;
        }
    }

    public void tell(String id, Order order) throws CallFailed, InterruptedException {
        var _ = gateway.post(path(id) + "/" + order.word);
    }

    /// Begins to link it with a phone, anew if need be.
    public void beginLinking(String id) throws CallFailed, InterruptedException {
        var _ = gateway.post(path(id) + "/qr");
    }

    /// How it is, with the proofs that it works.
    public JsonNode health(String id) throws CallFailed, InterruptedException {
        return gateway.get(path(id) + "/status").path("health");
    }

    /// The code that is on show; nothing when there is none just now.
    public Optional<LinkCode.Qr> qr(String id) throws CallFailed, InterruptedException {
        var answer = gateway.ask(path(id) + "/qr?format=json&wait=1");
        return switch (answer.status()) {
            case 200 -> Optional.of(LinkCode.Qr.read(answer.body()));
            // It is linked by now, or between two codes: its status says which.
            case 204, 409 -> Optional.empty();
            default -> throw new CallFailed.Refused(ToldProblem.read(answer.status(), answer.body()));
        };
    }

    /// Begins to link it with the phone of this number.
    public LinkCode.Typed pairingCode(String id, String phone) throws CallFailed, InterruptedException {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("phone", phone);
        return LinkCode.Typed.read(gateway.post(path(id) + "/pairing-code", body));
    }

    private static String path(String id) {
        return PATH + "/" + encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
