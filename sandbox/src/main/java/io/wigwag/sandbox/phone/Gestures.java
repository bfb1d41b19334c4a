package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.message.Traffic;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.Device;

/// What the owner of a phone does beside writing: being there, being about to write, calling.
record Gestures(Exchange exchange, Traffic traffic, Device device, DeviceZero voice, Passes passes) {
    void available(boolean isThere) throws MalformedNode {
        var presence = Node.tag("presence")
                .attribute("type", isThere ? "available" : "unavailable")
                .attribute("name", device.account().pushName());
        traffic.presences().send(device, presence.build());
    }

    void watch(String whom) throws MalformedNode {
        var owner = Recipients.person(exchange.accounts(), whom);
        var presence = Node.tag("presence").attribute("type", "subscribe").attribute("to", owner);
        exchange.accounts()
                .find(owner)
                .flatMap(person -> passes.forSubscription(device.account(), person))
                .ifPresent(presence::child);
        traffic.presences().send(device, presence.build());
    }

    void chatState(String to, ChatState state) throws MalformedNode {
        traffic.chatstates()
                .send(
                        device,
                        Node.tag("chatstate")
                                .attribute("to", Recipients.person(exchange.accounts(), to))
                                .child(state.toNode())
                                .build());
    }

    /// One signal of a call; answers with the call's id.
    String call(String to, CallSignal signal) throws MalformedNode {
        var callee = Recipients.person(exchange.accounts(), to);
        var id = signal.callId().orElseGet(voice::newId);
        var content = Node.tag(signal.action())
                .attribute("call-id", id)
                .attribute("call-creator", Addressing.of(callee).of(device));
        if (signal.action().equals("offer")) {
            content.child(Node.tag("audio").attribute("enc", "opus").attribute("rate", "16000"));
            if (signal.video()) {
                content.child(Node.tag("video").attribute("enc", "vp8"));
            }
        }
        var call = Node.tag("call")
                .attribute("to", callee)
                .attribute("id", voice.newId())
                .child(content);
        traffic.calls().send(device, call.build());
        return id;
    }
}
