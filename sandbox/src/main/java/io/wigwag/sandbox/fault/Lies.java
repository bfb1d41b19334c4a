package io.wigwag.sandbox.fault;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.SyncdPatch;
import io.wigwag.sandbox.server.Exchange;
import java.util.function.UnaryOperator;

/// Makes answers untrue in the ways that clients have to survive.
final class Lies {
    private final DeviceLists lists;

    Lies(Exchange exchange) {
        lists = new DeviceLists(exchange);
    }

    Node tell(Action.Lie lie, Node stanza) {
        return switch (lie) {
            case Action.PreKeysExhausted() -> bundles(stanza);
            case Action.WrongDigest() -> inside(stanza, "digest", "hash", Lies::flipped);
            case Action.StaleDeviceList(var age) -> lists.asOf(age, stanza);
            case Action.WrongMac(var collection) -> patches(stanza, collection);
        };
    }

    /// Every key bundle without its one-time key; who asks for a count hears that none is left.
    private static Node bundles(Node stanza) {
        return everywhere(stanza, node -> {
            if (node.child("skey").isPresent() && (node.is("user") || node.is("device"))) {
                return without(node, "key");
            }
            return node.is("count") && node.attributes().has("value")
                    ? node.toBuilder().set("value", "0").build()
                    : node;
        });
    }

    private static Node without(Node node, String tag) {
        var left = node.children().stream().filter(child -> !child.is(tag)).toList();
        return node.toBuilder().clear().children(left).build();
    }

    private static Node inside(Node stanza, String parent, String child, UnaryOperator<Octets> change) {
        return everywhere(
                stanza,
                node -> !node.is(parent)
                        ? node
                        : replaceChildren(node, each -> each.is(child) ? changed(each, change) : each));
    }

    private static Node changed(Node node, UnaryOperator<Octets> change) {
        return node.bytes()
                .map(bytes ->
                        node.toBuilder().clear().bytes(change.apply(bytes)).build())
                .orElse(node);
    }

    private static Octets flipped(Octets bytes) {
        var wrong = bytes.toArray();
        for (var i = 0; i < wrong.length; i++) {
            wrong[i] ^= 1;
        }
        return Octets.wrap(wrong);
    }

    private static Node patches(Node stanza, String collection) {
        return everywhere(
                stanza,
                node -> node.is("collection") && node.attributes().is("name", collection)
                        ? inside(node, "patches", "patch", Lies::withWrongMac)
                        : node);
    }

    private static Octets withWrongMac(Octets patch) {
        try {
            var read = SyncdPatch.parseFrom(patch.asBuffer());
            var wrong = flipped(Octets.wrap(read.getPatchMac().toByteArray()));
            return Octets.wrap(read.toBuilder()
                    .setPatchMac(ByteString.copyFrom(wrong.asBuffer()))
                    .build()
                    .toByteArray());
        } catch (InvalidProtocolBufferException noPatch) {
            // What a client uploaded is no patch, which is untrue enough.
            return patch;
        }
    }

    /// A node with a change to it and to everything in it.
    static Node everywhere(Node node, UnaryOperator<Node> change) {
        return change.apply(
                node.children().isEmpty() ? node : replaceChildren(node, child -> everywhere(child, change)));
    }

    static Node replaceChildren(Node node, UnaryOperator<Node> change) {
        return node.toBuilder()
                .clear()
                .children(node.children().stream().map(change).toList())
                .build();
    }
}
