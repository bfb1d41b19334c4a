package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;

/// A word of the server about the connection or the account as a whole.
public sealed interface ServerNotice {

    /// What waits for us and is about to come.
    record OfflinePreview(long total, long messages, long notifications, long receipts, long appData)
            implements ServerNotice {}

    /// All that waited has been sent.
    record OfflineEnd(long count) implements ServerNotice {}

    /// Something of the account has changed while we were away: to be fetched, then [CleanDirty].
    ///
    /// @param type such as `account_sync`, `groups`, `syncd_app_state`
    record Dirty(String type, long timestamp) implements ServerNotice {}

    /// What the next connection shows before its handshake, to be led to the same place.
    record EdgeRouting(Octets routingInfo) implements ServerNotice {}

    /// The account has left multi-device.
    record Downgraded() implements ServerNotice {}

    /// One that we need not understand.
    record Unknown(String tag) implements ServerNotice {}

    static ServerNotice read(Node child) throws MalformedNode {
        return switch (child.tag()) {
            case "offline_preview" ->
                new OfflinePreview(
                        count(child, "count"),
                        count(child, "message"),
                        count(child, "notification"),
                        count(child, "receipt"),
                        count(child, "appdata"));
            case "offline" -> new OfflineEnd(count(child, "count"));
            case "dirty" ->
                new Dirty(
                        child.attributes().requireText("type"),
                        child.attributes().requireNumber("timestamp"));
            case "edge_routing" ->
                new EdgeRouting(child.requireChild("routing_info").requireBytes());
            case "downgrade_webclient" -> new Downgraded();
            default -> new Unknown(child.tag());
        };
    }

    private static long count(Node node, String attribute) throws MalformedNode {
        return node.attributes().number(attribute).orElse(0);
    }
}
