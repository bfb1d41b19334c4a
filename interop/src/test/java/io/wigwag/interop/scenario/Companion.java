package io.wigwag.interop.scenario;

import io.wigwag.interop.drive.Driver;
import io.wigwag.interop.drive.DriverCommand;
import io.wigwag.interop.drive.DriverEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A foreign client, as whoever sits in front of it uses it.
record Companion(Driver driver) {
    static DriverCommand command(String op) {
        return DriverCommand.of(op);
    }

    JsonNode does(DriverCommand command) throws Exception {
        return driver.answer(command);
    }

    /// Does something that sends a message; answers with its id.
    String sends(DriverCommand command) throws Exception {
        return does(command).path("msg").asString();
    }

    String says(String to, String text) throws Exception {
        return sends(command("send").with("to", to).with("text", text));
    }

    /// Gives itself a name and says that it is there: without a name Baileys never says so.
    Companion comesOnline(String name) throws Exception {
        does(command("setName").with("name", name));
        does(command("presence").with("type", "available"));
        return this;
    }

    JsonNode state() throws Exception {
        return does(command("state"));
    }

    /// Asks the service something by hand.
    JsonNode asks(Map<String, Object> stanza) throws Exception {
        return does(command("query").with("node", stanza)).path("node");
    }

    /// A stanza, as drivers take them.
    static Map<String, Object> stanza(String tag, Map<String, String> attributes, Object... content) {
        return content.length == 0
                ? Map.of("tag", tag, "attrs", attributes)
                : Map.of("tag", tag, "attrs", attributes, "content", List.of(content));
    }

    private static Map<String, Object> get(String namespace, Object... content) {
        return stanza("iq", Map.of("to", "s.whatsapp.net", "type", "get", "xmlns", namespace), content);
    }

    /// Asks whether the service is there.
    void pings() throws Exception {
        does(ping());
    }

    static DriverCommand ping() {
        return command("query").with("node", get("w:p"));
    }

    /// The numbers of an account's devices, as the service tells them.
    List<Integer> devicesOf(String account) throws Exception {
        var query = stanza(
                "usync",
                Map.of("context", "message", "mode", "query", "sid", "1", "last", "true", "index", "0"),
                stanza("query", Map.of(), stanza("devices", Map.of("version", "2"))),
                stanza("list", Map.of(), stanza("user", Map.of("jid", account))));
        return asks(get("usync", query)).findParents("tag").stream()
                .filter(node -> node.path("tag").asString("").equals("device"))
                .map(device -> device.path("attrs").path("id").asInt())
                .sorted()
                .toList();
    }

    /// The account's address by its number.
    String number() throws Exception {
        return bare(state().path("jid").asString());
    }

    String lid() throws Exception {
        return bare(state().path("lid").asString());
    }

    static String bare(String jid) {
        return jid.replaceFirst(":\\d+@", "@");
    }

    /// The text of the code to scan that it shows.
    String code() throws Exception {
        return driver.take("qr").text("qr");
    }

    DriverEvent opens() throws Exception {
        return driver.take("connection", event -> event.text("status").equals("open"));
    }

    DriverEvent closes() throws Exception {
        return driver.take("connection", event -> event.text("status").equals("close"));
    }

    DriverEvent closes(int code) throws Exception {
        return driver.take("connection", event -> event.text("status").equals("close") && code(event) == code);
    }

    private static int code(DriverEvent event) {
        return event.json().path("code").asInt(0);
    }

    DriverEvent takes(String name, Predicate<DriverEvent> wanted) throws Exception {
        return driver.take(name, wanted);
    }

    /// A message that it shows.
    DriverEvent hears(String id) throws Exception {
        return driver.take("message", event -> event.text("id").equals(id));
    }

    /// What becomes of a message that it has.
    JsonNode update(String id) throws Exception {
        return driver.take("update", event -> event.text("id").equals(id))
                .json()
                .path("update");
    }

    DriverEvent reaction(String id) throws Exception {
        return driver.take("reaction", event -> event.text("target").equals(id));
    }

    DriverEvent receipt(String status, String id) throws Exception {
        return driver.take(
                "receipt",
                event -> event.text("status").equals(status)
                        && event.texts("ids").anyMatch(id::equals));
    }

    /// Whether a message of this id has been shown, beside those that somebody waited for.
    boolean hasHeard(String id) {
        return driver.left().stream()
                .anyMatch(event ->
                        event.name().equals("message") && event.text("id").equals(id));
    }
}
