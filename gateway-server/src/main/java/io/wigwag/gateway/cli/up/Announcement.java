package io.wigwag.gateway.cli.up;

import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.identity.ApiKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What runs where, where its secrets are, and what to do next.
///
/// @param data the folder of the store; none where it is elsewhere
/// @param made the file of a master key that this start made
/// @param key the one that this start made
/// @param keyFile where the commands of this machine find one, if they do
record Announcement(
        URI url,
        Optional<Path> data,
        Optional<Simulation> simulation,
        Optional<Path> made,
        Optional<ApiKey> key,
        Optional<Path> keyFile) {
    /// A simulated WhatsApp beside the gateway.
    record Simulation(String chat, String admin) {}

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Wigwag is up.");
        lines.add(entry("interface", url + "   (described at " + url + "/docs)"));
        data.ifPresent(folder -> lines.add(entry("data", folder.toString())));
        made.ifPresent(file -> lines.add(
                entry("master key", file + "   (just made; without it the data can't be read: keep a copy)")));
        key.ifPresent(first -> lines.add(entry("API key", first.text() + "   (shown this once)")));
        keyFile.ifPresent(file ->
                lines.add(entry(key.isPresent() ? "" : "API key", "in " + file + ", where the commands here find it")));
        lines.add(entry("WhatsApp", simulation.map(Announcement::simulated).orElse("the real one")));
        lines.add(entry("logs", "standard error   (WIGWAG_LOG=json or plain, WIGWAG_LOG_LEVEL)"));
        lines.add("");
        lines.add("Next, in another terminal:");
        lines.addAll(next());
        lines.add("Ctrl-C ends the gateway.");
        return lines;
    }

    private static String simulated(Simulation world) {
        return "simulated, at " + world.chat() + ", steered at " + world.admin();
    }

    private List<String> next() {
        var pair = (keyFile.isPresent() ? "" : "WIGWAG_KEY=wgw_... ") + "./wigwag pair" + whereabouts();
        if (simulation.isEmpty()) {
            return List.of("  " + pair, "      shows a code; on the phone: WhatsApp > Settings > Linked devices.");
        }
        return List.of(
                "  " + pair + " --simulated Ann",
                "      Ann, a phone of the simulated WhatsApp, scans the code.",
                "  curl -s " + simulation.get().admin()
                        + "/phones -d '{\"pushName\":\"Ben\",\"autoReceipts\":\"read\",\"autoReply\":\"Hello!\"}'",
                "      makes somebody to write to; the answer has Ben's number.");
    }

    /// What the commands could not guess.
    private String whereabouts() {
        var usualPort = url.getPort() == GatewayConfig.Http.USUAL_PORT;
        var elsewhere = data.filter(folder -> !folder.equals(Path.of(GatewayConfig.Store.USUAL_FOLDER)));
        return (usualPort ? "" : " --url " + url)
                + elsewhere.map(folder -> " --data " + folder).orElse("");
    }

    private static String entry(String name, String what) {
        return "  %-12s%s".formatted(name, what);
    }

    /// The same for a program. No key: that is in its file.
    ObjectNode json() {
        var json = line("up").put("url", url.toString()).put("docs", url + "/docs");
        data.ifPresent(folder -> json.put("data", folder.toString()));
        made.ifPresent(file -> json.put("madeMasterKey", file.toString()));
        keyFile.ifPresent(file -> json.put("keyFile", file.toString()));
        simulation.ifPresent(
                world -> json.putObject("sandbox").put("ws", world.chat()).put("admin", world.admin()));
        return json;
    }

    static ObjectNode line(String event) {
        return JsonNodeFactory.instance.objectNode().put("event", event);
    }
}
