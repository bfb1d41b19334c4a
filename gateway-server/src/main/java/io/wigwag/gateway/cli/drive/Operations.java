package io.wigwag.gateway.cli.drive;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.Server;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.pairing.PairingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The commands about the connection, raw stanzas, and the process.
final class Operations {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long USUAL_PATIENCE_MS = Duration.ofSeconds(60).toMillis();

    private final DriveDevice device;

    private Operations(DriveDevice device) {
        this.device = device;
    }

    static Map<String, Operation> of(DriveDevice device) {
        var these = new Operations(device);
        var all = new HashMap<String, Operation>(these.basics());
        device.talking().forEach((op, command) -> all.put(op, command::run));
        return Map.copyOf(all);
    }

    private Map<String, Operation> basics() {
        return Map.ofEntries(
                Map.entry("connect", (_, _) -> device.connect()),
                Map.entry("disconnect", (_, _) -> device.disconnect()),
                Map.entry("reconnect", (_, _) -> device.reconnect()),
                Map.entry("logout", (_, _) -> device.logOut()),
                Map.entry("pairCode", this::pairCode),
                Map.entry("state", (_, answer) -> state(answer)),
                Map.entry("memory", (_, answer) -> memory(answer)),
                Map.entry("node", (arguments, _) -> device.send(NodeJson.read(arguments.path("node")))),
                Map.entry("query", this::query));
    }

    private void pairCode(JsonNode arguments, ObjectNode answer) throws Exception {
        var digits = arguments.path("phone").asString("").replaceAll("\\D", "");
        var phone = Jid.of(digits, Server.USER);
        var wish = arguments.path("code");
        var code = device.askForCode(
                phone, wish.isString() ? Optional.of(PairingCode.parse(wish.asString())) : Optional.empty());
        answer.put("code", code.characters());
    }

    private void state(ObjectNode answer) throws Exception {
        answer.put("version", device.version().toString());
        var account = device.account();
        account.map(LinkedAccount::jid).ifPresent(jid -> answer.put("jid", jid.toString()));
        account.flatMap(LinkedAccount::lid).ifPresent(lid -> answer.put("lid", lid.toString()));
        answer.put("registered", account.isPresent());
    }

    private void query(JsonNode arguments, ObjectNode answer) throws Exception {
        var patience = arguments.path("timeoutMs").asLong(USUAL_PATIENCE_MS);
        var stanza = NodeJson.read(arguments.path("node"));
        answer.set("node", NodeJson.write(device.query(stanza, Duration.ofMillis(patience))));
    }

    private static void memory(ObjectNode answer) throws IOException {
        System.gc();
        var runtime = Runtime.getRuntime();
        answer.put("heap", runtime.totalMemory() - runtime.freeMemory());
        resident().ifPresent(bytes -> answer.put("rss", bytes));
    }

    /// What the process takes of the machine, where the machine says so.
    private static OptionalLong resident() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        }
    }
}
