package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.util.OptionalInt;

/// What a server says unasked, as far as login and connection are concerned. Answers to queries are read by the
/// [IqRequest] that asked; messages, receipts and their like are [Other] here and have readers of their own.
public sealed interface ServerStanza
        permits Success,
                Failure,
                StreamError,
                ServerStanza.StreamEnd,
                ServerStanza.Complaint,
                ServerStanza.ServerPing,
                ServerStanza.Other,
                PairDevice,
                News,
                ServerNotices,
                Notification {

    /// The server has finished in peace: `<xmlstreamend/>`.
    record StreamEnd() implements ServerStanza {}

    /// The server could not read something that we sent: `<error code="479"/>`. The connection goes on.
    record Complaint(OptionalInt code) implements ServerStanza {}

    /// The server asks whether we are there.
    record ServerPing(String id) implements ServerStanza {
        public Node reply() {
            return Iq.result(id);
        }
    }

    /// Anything else.
    record Other(Node node) implements ServerStanza {}

    static ServerStanza read(Node node) throws MalformedNode {
        return switch (node.tag()) {
            case "success" -> Success.read(node);
            case "failure" -> Failure.read(node);
            case "stream:error" -> StreamError.read(node);
            case "xmlstreamend" -> new StreamEnd();
            case "error" -> new Complaint(Lenient.number(node, "code"));
            case "ib" -> ServerNotices.read(node);
            case "notification" -> Notification.read(node);
            case "iq" -> query(node);
            case "presence", "chatstate", "call" ->
                News.read(node).<ServerStanza>map(news -> news).orElse(new Other(node));
            default -> new Other(node);
        };
    }

    private static ServerStanza query(Node iq) throws MalformedNode {
        var attributes = iq.attributes();
        if (attributes.is("type", "get") && attributes.is("xmlns", "urn:xmpp:ping")) {
            return new ServerPing(attributes.requireText("id"));
        }
        if (attributes.is("type", "set") && iq.child("pair-device").isPresent()) {
            return PairDevice.read(iq);
        }
        return new Other(iq);
    }
}
