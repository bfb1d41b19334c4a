package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.AddOns;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.codec.Reuse;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Disappearing;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Raw;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.receive.Receipts;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.PollVote;
import io.wigwag.proto.e2e.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Sending, and all that names a message.
final class MessageCommands {
    private final DeviceHandle device;
    private final Sender sender;
    private final Memory memory;
    private final InstantSource clock;

    private MessageCommands(DeviceHandle device, Sender sender, Memory memory, InstantSource clock) {
        this.device = device;
        this.sender = sender;
        this.memory = memory;
        this.clock = clock;
    }

    static Map<String, TalkCommand> of(DeviceHandle device, Sender sender, Memory memory, InstantSource clock) {
        var these = new MessageCommands(device, sender, memory, clock);
        return Map.ofEntries(
                Map.entry("send", these::send),
                Map.entry("react", these::react),
                Map.entry("edit", these::edit),
                Map.entry("revoke", these::revoke),
                Map.entry("pinMessage", these::pin),
                Map.entry("poll", these::poll),
                Map.entry("vote", these::vote),
                Map.entry("status", these::status),
                Map.entry("forward", these::forward),
                Map.entry("read", these::read),
                Map.entry("readMessage", these::readMessage));
    }

    private static void sent(ObjectNode answer, MessageId id) {
        answer.put("msg", id.value());
    }

    private void send(Arguments given, ObjectNode answer) throws Exception {
        var to = given.jid("to");
        if (!given.has("message")) {
            sent(answer, sender.send(to, surrounded(Draft.of(Text.of(given.text("text"))), given)));
            return;
        }
        var message =
                MessageJson.read(given.json("message"), Message.newBuilder()).build();
        var plain = !given.has("quote") && !given.has("mentions") && !given.has("expiration");
        sent(
                answer,
                plain
                        ? sender.send(to, message, List.of())
                        : sender.send(to, surrounded(Draft.of(Raw.of("", message)), given)));
    }

    private Draft surrounded(Draft draft, Arguments given) throws Exception {
        var made = draft;
        if (given.has("quote")) {
            var quoted = memory.get(given.id("quote"));
            made = made.quoting(Reuse.quote(quoted.id(), quoted.author(), quoted.message()));
        }
        if (given.has("mentions")) {
            made = made.mentioning(given.jids("mentions"));
        }
        if (given.has("expiration")) {
            var time = Duration.ofSeconds(given.number("expiration", 0));
            made = made.disappearing(Disappearing.inChat(time, clock.instant()));
        }
        return made;
    }

    private Known target(Arguments given) {
        return memory.get(given.id("target"));
    }

    private void react(Arguments given, ObjectNode answer) throws Exception {
        var reaction =
                new Reaction(target(given).reference(), given.maybe("emoji").orElse(""));
        sent(answer, sender.send(given.jid("to"), Draft.of(reaction)));
    }

    private void edit(Arguments given, ObjectNode answer) throws Exception {
        var words = Draft.of(Text.of(given.text("text")));
        sent(
                answer,
                sender.send(
                        given.jid("to"), Draft.of(new Change.Edit(target(given).reference(), words))));
    }

    private void revoke(Arguments given, ObjectNode answer) throws Exception {
        sent(
                answer,
                sender.send(
                        given.jid("to"),
                        Draft.of(new Change.Revocation(target(given).reference()))));
    }

    private void pin(Arguments given, ObjectNode answer) throws Exception {
        var reference = target(given).reference();
        var change = given.on() ? new Change.Pin(reference, Change.Pin.DAY) : new Change.Unpin(reference);
        sent(answer, sender.send(given.jid("to"), Draft.of(change)));
    }

    private void poll(Arguments given, ObjectNode answer) throws Exception {
        var choices = (int) given.number("selectable", 1);
        var poll = Poll.atMost(choices, given.text("name"), given.texts("options"));
        sent(answer, sender.send(given.jid("to"), Draft.of(poll)));
    }

    private void vote(Arguments given, ObjectNode answer) throws Exception {
        var target = target(given);
        var about = ContentReader.read(target.message());
        if (!(about.content() instanceof Poll poll)) {
            throw new IllegalArgumentException(target.id() + " is no poll");
        }
        var options = given.texts("options");
        if (!poll.options().containsAll(options)) {
            throw new IllegalArgumentException("the poll has the options " + poll.options());
        }
        var secret = about.facts()
                .secret()
                .orElseThrow(() -> new IllegalArgumentException(target.id() + " came without a secret"));
        // Both by number or both hidden: as the poll's author is named.
        var parties = new MessageSecret.Parties(target.id(), target.author(), ownBeside(target.author()));
        var sealed = AddOns.seal(
                new OpenedAddOn.Vote(PollVote.forOptions(options)),
                target.reference(),
                secret,
                parties,
                sender.composition(),
                sender.random());
        sent(answer, sender.send(given.jid("to"), Draft.of(sealed)));
    }

    private Jid ownBeside(Jid other) throws Exception {
        var own = sender.own();
        return other.isLid() ? own.lid().orElse(own.jid()).bare() : own.jid().bare();
    }

    private void status(Arguments given, ObjectNode answer) throws Exception {
        var message = ContentWriter.write(Draft.of(Text.of(given.text("text"))), sender.composition());
        sent(answer, sender.send(Jid.STATUS, message, given.jids("recipients")));
    }

    private void forward(Arguments given, ObjectNode answer) throws Exception {
        var target = target(given);
        sent(answer, sender.send(given.jid("to"), Reuse.forward(ContentReader.read(target.message()), target.own())));
    }

    private void read(Arguments given, ObjectNode answer) throws Exception {
        var ids = new ArrayList<MessageId>();
        given.texts("ids").forEach(id -> ids.add(new MessageId(id)));
        Optional<Jid> author = given.has("participant") ? Optional.of(given.jid("participant")) : Optional.empty();
        tell(given.jid("to"), author, ids);
    }

    private void readMessage(Arguments given, ObjectNode answer) throws Exception {
        var target = target(given);
        tell(target.chat(), target.ofMany() ? Optional.of(target.author()) : Optional.empty(), List.of(target.id()));
    }

    private void tell(Jid chat, Optional<Jid> author, List<MessageId> ids) throws Exception {
        var receipts = Receipts.of(Receipts.Told.READ, chat, author, ids, false, clock.instant());
        device.speak(line -> {
                    for (var receipt : receipts) {
                        line.send(receipt);
                    }
                    return receipts;
                })
                .get();
    }
}
