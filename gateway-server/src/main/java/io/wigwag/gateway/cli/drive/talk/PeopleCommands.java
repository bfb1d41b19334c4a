package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.binary.Node;
import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.people.UsyncQuery;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/// Who is there, who writes, who calls, who exists.
final class PeopleCommands {
    private static final String AVAILABLE = "available";

    private final DeviceHandle device;
    private final Sender sender;
    private final InstantSource clock;
    private final AtomicReference<Optional<String>> name;

    private PeopleCommands(DeviceHandle device, Sender sender, InstantSource clock, Optional<String> name) {
        this.device = device;
        this.sender = sender;
        this.clock = clock;
        this.name = new AtomicReference<>(name);
    }

    /// The commands.
    ///
    /// @param name under which we say that we are there, until we get another
    static Map<String, TalkCommand> of(DeviceHandle device, Sender sender, InstantSource clock, Optional<String> name) {
        var these = new PeopleCommands(device, sender, clock, name);
        return Map.of(
                "presence", these::presence,
                "setName", these::setName,
                "subscribe", these::subscribe,
                "chatstate", these::chatState,
                "rejectCall", these::rejectCall,
                "onWhatsApp", these::onWhatsApp);
    }

    private void send(Node stanza) throws Exception {
        device.speak(line -> {
                    line.send(stanza);
                    return stanza;
                })
                .get();
    }

    private void presence(Arguments given, ObjectNode answer) throws Exception {
        var type = given.text("type");
        device.present(type.equals(AVAILABLE)).get();
        send(Node.tag("presence")
                .attribute("type", type)
                .attribute("name", name.get())
                .build());
    }

    private void setName(Arguments given, ObjectNode answer) throws Exception {
        name.set(given.maybe("name"));
        send(Node.tag("presence").attribute("name", name.get()).build());
    }

    private void subscribe(Arguments given, ObjectNode answer) throws Exception {
        var who = given.jid("jid");
        device.correspond((mail, line) -> {
                    var subscription =
                            Node.tag("presence").attribute("type", "subscribe").attribute("to", who);
                    mail.people()
                            .tokens()
                            .of(who)
                            .ifPresent(token ->
                                    subscription.child(Node.tag("tctoken").bytes(token)));
                    line.send(subscription.build());
                    return who;
                })
                .get();
    }

    private void chatState(Arguments given, ObjectNode answer) throws Exception {
        var state = switch (given.text("state")) {
            case "composing" -> Node.of("composing");
            case "recording" ->
                Node.tag("composing").attribute("media", "audio").build();
            case "paused" -> Node.of("paused");
            default ->
                throw new IllegalArgumentException(
                        "state: " + given.text("state") + " (expected: composing, recording or paused)");
        };
        var to = given.jid("to");
        var own = sender.own();
        var self = to.isLid() ? own.lid().orElse(own.jid()) : own.jid();
        send(Node.tag("chatstate")
                .attribute("to", to)
                .attribute("from", self)
                .child(state)
                .build());
    }

    private void rejectCall(Arguments given, ObjectNode answer) throws Exception {
        var caller = given.jid("from");
        send(Node.tag("call")
                .attribute("id", MessageId.fresh(sender.random()).value())
                .attribute("from", sender.own().jid())
                .attribute("to", caller)
                .child(Node.tag("reject")
                        .attribute("call-id", given.text("call"))
                        .attribute("call-creator", caller)
                        .attribute("count", 0))
                .build());
    }

    private void onWhatsApp(Arguments given, ObjectNode answer) throws Exception {
        var found = answer.putArray("found");
        for (var user :
                device.ask(UsyncQuery.contacts(given.texts("phones"), clock)).get()) {
            var one = found.addObject();
            user.jid().map(Jid::toString).ifPresent(jid -> one.put("jid", jid));
            user.lid().map(Jid::toString).ifPresent(lid -> one.put("lid", lid));
            one.put("exists", user.registered().orElse(false));
        }
    }
}
