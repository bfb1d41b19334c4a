package io.wigwag.gateway.cli.drive.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.addon.AddOnEvent;
import io.wigwag.core.message.codec.AddOns;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.PollTally;
import io.wigwag.core.message.secret.PollVote;
import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UpdatesTest {
    private static final Jid GROUP = jid("120363001@g.us");
    private static final Jid ANNA = jid("7001@lid");
    private static final Jid BEN = jid("7002@lid");
    private static final Jid BENS_PHONE = jid("492222@s.whatsapp.net");
    private static final MessageId POLL = new MessageId("3EB0AA");
    private static final MessageSecret SECRET = new MessageSecret(Octets.wrap(new byte[MessageSecret.SIZE]));
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    private final List<ObjectNode> told = new ArrayList<>();
    private final Updates updates = new Updates(new Told(told::add));

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static Known by(Jid author, Set<Jid> names, Draft draft, Instant time) {
        var message = ContentWriter.write(draft, new Composition(time, SECRET));
        return new Known(POLL, GROUP, GROUP, false, author, names, time, message, Optional.empty());
    }

    private ObjectNode update(Known known) {
        updates.of(known, ContentReader.read(known.message()));
        return told.removeLast();
    }

    private static AddOnEvent.About about(Jid... who) {
        return new AddOnEvent.About(new Named(GROUP, Optional.empty()), POLL, new MessageId("3EB0CC"), Set.of(who));
    }

    @Test
    void aVoteIsToldWithTheCount() {
        var tally = List.of(new PollTally.Result("red", List.of(ANNA, BEN)), new PollTally.Result("green", List.of()));
        updates.opened(new AddOnEvent.Voted(about(BENS_PHONE, BEN), List.of("red"), tally));
        var vote = told.removeLast();
        assertThat(vote.path("id").asString()).isEqualTo(POLL.value());
        assertThat(vote.at("/update/vote")).hasToString("[\"red\"]");
        assertThat(vote.at("/update/tally")).hasToString("{\"red\":2,\"green\":0}");
        assertThat(vote.at("/update/from").asString()).isEqualTo(BEN.toString());
        updates.opened(new AddOnEvent.Unopened(about(BEN), "no poll"));
        assertThat(told.removeLast().path("error").asString()).isEqualTo("add-on 3EB0CC: no poll");
    }

    @Test
    void votesAreFoundByTheirPoll() {
        var memory = new Memory();
        var chat = new Named(GROUP, Optional.empty());
        var sealed = AddOns.seal(
                new OpenedAddOn.Vote(PollVote.forOptions("red")),
                MessageRef.of(GROUP, ANNA, new MessageId("3EB0DD")),
                SECRET,
                new MessageSecret.Parties(new MessageId("3EB0DD"), ANNA, BEN),
                new Composition(TIME, SECRET),
                new SecureRandom());
        var vote = by(BEN, Set.of(BEN), Draft.of(sealed), TIME);
        memory.keep(vote);
        memory.keep(vote);
        assertThat(memory.addOnsTo(chat, new MessageId("3EB0DD"))).containsExactly(vote.kept());
        assertThat(memory.addOnsTo(chat, POLL)).isEmpty();
        assertThat(memory.find(chat, POLL)).contains(vote.kept());
    }

    @Test
    void whatIsDoneToMessagesNamesThem() {
        var target = MessageRef.of(GROUP, ANNA, new MessageId("3EB0BB"));
        var edit = update(by(ANNA, Set.of(ANNA), Draft.of(new Change.Edit(target, Draft.of(Text.of("new")))), TIME));
        assertThat(edit.path("id").asString()).isEqualTo("3EB0BB");
        assertThat(edit.at("/update/text").asString()).isEqualTo("new");
        var gone = update(by(ANNA, Set.of(ANNA), Draft.of(new Change.Revocation(target)), TIME));
        assertThat(gone.at("/update/revoked").asBoolean()).isTrue();
        var pinned = update(by(ANNA, Set.of(ANNA), Draft.of(new Change.Pin(target, Change.Pin.DAY)), TIME));
        assertThat(pinned.at("/update/seconds").asLong()).isEqualTo(86_400);
        var reaction = update(by(BEN, Set.of(BEN), Draft.of(new Reaction(target, "!")), TIME));
        assertThat(reaction.path("ev").asString()).isEqualTo("reaction");
        assertThat(reaction.path("target").asString()).isEqualTo("3EB0BB");
        assertThat(reaction.path("from").asString()).isEqualTo(BEN.toString());
    }
}
