package io.wigwag.sandbox.server;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.util.ArrayList;
import java.util.List;

/// Queries that clients send by the way: they want an answer, and hardly care which.
public final class PlainAnswers implements Feature {
    private static final List<String> EMPTY_RESULT =
            List.of("w:stats", "urn:xmpp:whatsapp:push", "urn:xmpp:whatsapp:account", "spam");
    private static final String A_DAY = "86400";

    @Override
    public void enter(StanzaTable table) {
        for (var namespace : EMPTY_RESULT) {
            table.query(namespace, StanzaTable.ANY, StanzaTable.ANY, (_, _) -> Answer.empty());
        }
        table.query("tos", "get", "request", (_, iq) -> terms(iq));
        table.query("tos", StanzaTable.ANY, StanzaTable.ANY, (_, _) -> Answer.empty());
        table.query("fbid:devices", "get", StanzaTable.ANY, (_, _) -> Answer.of(Node.of("users")));
    }

    /// Everybody has seen and accepted every notice.
    private static Answer terms(Node iq) throws MalformedNode {
        var notices = new ArrayList<Node>();
        for (var notice : iq.requireChild("request").children("notice")) {
            notices.add(Node.tag("notice")
                    .attribute("id", notice.attributes().requireText("id"))
                    .attribute("state", "true")
                    .build());
        }
        return Answer.of(
                Node.tag("tos").attribute("refresh", A_DAY).children(notices).build());
    }
}
