package io.wigwag.core.message.addon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.AddOns;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.receive.Envelope;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.EventResponse;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.PollTally;
import io.wigwag.core.message.secret.PollVote;
import io.wigwag.core.message.secret.Sealed;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import io.wigwag.proto.e2e.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddOnKeeperTest {
    private static final MessageId POLL = new MessageId("POLL");

    private final SeededRandom random = new SeededRandom(8_07);
    private final MessageSecret secret = MessageSecret.random(random);
    private final Jid anna = jid("491@s.whatsapp.net");
    private final Jid ben = jid("492@s.whatsapp.net");
    private final Jid bensLid = jid("7002@lid");
    private final Jid cleo = jid("7003@lid");
    private final Named group = new Named(jid("120363001@g.us"), Optional.empty());
    private final Shelf shelf = new Shelf();
    private final List<AddOnEvent> heard = new ArrayList<>();
    private final AddOnKeeper keeper = new AddOnKeeper(shelf, shelf, heard::add);
    private long now = 1_790_000_000;

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Somebody who keeps messages.
    private final class Shelf implements MailKeeper, Archive {
        final Map<MessageId, KeptMessage> messages = new LinkedHashMap<>();
        boolean full;

        @Override
        public void keep(MailEvent event) {
            if (full) {
                throw new IllegalStateException("full");
            }
            if (event instanceof MailEvent.MessageCame came
                    && came.outcome() instanceof Received.Read(var message, var _)) {
                put(new KeptMessage(
                        came.id(), came.author().names(), came.envelope().time(), message));
            }
        }

        void put(KeptMessage message) {
            messages.put(message.id(), message);
        }

        @Override
        public Optional<KeptMessage> find(Named chat, MessageId id) {
            assertThat(chat).isEqualTo(group);
            return Optional.ofNullable(messages.get(id));
        }

        @Override
        public List<KeptMessage> addOnsTo(Named chat, MessageId id) {
            return List.copyOf(messages.values());
        }
    }

    private Message message(Content content) {
        return ContentWriter.write(Draft.of(content), new Composition(Instant.ofEpochSecond(++now), secret));
    }

    private void comes(String id, Named who, Message message) throws Exception {
        var envelope = new Envelope(
                new MessageId(id),
                new Envelope.Place(Envelope.Kind.GROUP, group.jid(), Optional.empty()),
                new Envelope.Author(who.jid(), Optional.empty(), false, Optional.empty(), Optional.empty()),
                Instant.ofEpochSecond(now),
                new Envelope.Marks("text", Optional.empty(), false, Optional.empty(), Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        keeper.keep(new MailEvent.MessageCame(
                envelope.id(), group, who, envelope, new Received.Read(message, Octets.wrap(message.toByteArray()))));
    }

    private Message added(OpenedAddOn what, Jid by) {
        var target = MessageRef.of(group.jid(), anna, POLL);
        var composition = new Composition(Instant.ofEpochSecond(++now), secret);
        var sealed = AddOns.seal(what, target, secret, new MessageSecret.Parties(POLL, anna, by), composition, random);
        return ContentWriter.write(Draft.of(sealed), composition);
    }

    private Message vote(Jid by, String... options) {
        return added(new OpenedAddOn.Vote(PollVote.forOptions(options)), by);
    }

    private void pollComes() throws Exception {
        comes(POLL.value(), new Named(anna, Optional.empty()), message(Poll.multiple("?", List.of("red", "green"))));
    }

    private Named ben() {
        return new Named(bensLid, Optional.of(ben));
    }

    private Map<String, List<Jid>> tally() {
        var tally = new HashMap<String, List<Jid>>();
        for (PollTally.Result result : ((AddOnEvent.Voted) heard.getLast()).tally()) {
            tally.put(result.option(), result.voters());
        }
        return tally;
    }

    @Test
    void votesAreOpenedAndCountedAsTheyCome() throws Exception {
        pollComes();
        assertThat(heard).isEmpty();
        comes("V1", ben(), vote(ben, "red"));
        assertThat(heard.getLast()).isInstanceOfSatisfying(AddOnEvent.Voted.class, voted -> {
            assertThat(voted.options()).containsExactly("red");
            assertThat(voted.about())
                    .isEqualTo(new AddOnEvent.About(group, POLL, new MessageId("V1"), Set.of(ben, bensLid)));
        });
        comes("V2", new Named(cleo, Optional.empty()), vote(cleo, "red", "green"));
        assertThat(tally()).isEqualTo(Map.of("red", List.of(bensLid, cleo), "green", List.of(cleo)));
        comes("V3", ben(), vote(bensLid, "green"));
        assertThat(tally()).isEqualTo(Map.of("red", List.of(cleo), "green", List.of(cleo, bensLid)));
        comes("V4", new Named(cleo, Optional.empty()), vote(cleo));
        assertThat(tally()).isEqualTo(Map.of("red", List.of(), "green", List.of(bensLid)));
    }

    @Test
    void whatComesAgainCountsOnceAlsoInALaterLife() throws Exception {
        pollComes();
        var vote = vote(ben, "red");
        comes("V1", ben(), vote);
        comes("V1", ben(), vote);
        assertThat(tally()).isEqualTo(Map.of("red", List.of(bensLid), "green", List.of()));
        var later = new ArrayList<AddOnEvent>();
        var again = new AddOnKeeper(shelf, shelf, later::add);
        again.sent(group, new KeptMessage(new MessageId("V1"), ben().names(), Instant.ofEpochSecond(now), vote));
        assertThat(later).containsExactly(heard.getLast());
    }

    @Test
    void aVoteThatComesBeforeItsPollIsInTheNextCount() throws Exception {
        comes("V1", ben(), vote(ben, "red"));
        assertThat(heard.getLast()).isInstanceOf(AddOnEvent.Unopened.class);
        pollComes();
        comes("V2", new Named(cleo, Optional.empty()), vote(cleo, "green"));
        assertThat(tally()).isEqualTo(Map.of("red", List.of(bensLid), "green", List.of(cleo)));
    }

    @Test
    void oneWhoVotesUnderTwoNamesHasOneVote() throws Exception {
        pollComes();
        comes("V1", new Named(ben, Optional.empty()), vote(ben, "red"));
        comes("V2", ben(), vote(bensLid, "green"));
        assertThat(tally().get("red")).isEmpty();
        assertThat(tally().get("green")).hasSize(1);
    }

    @Test
    void aVoteOfOurOwnIsCountedWhenItIsSent() throws Exception {
        pollComes();
        comes("V1", ben(), vote(ben, "red"));
        var own = new KeptMessage(new MessageId("V2"), Set.of(anna), Instant.ofEpochSecond(now), vote(anna, "green"));
        shelf.put(own);
        keeper.sent(group, own);
        assertThat(tally()).isEqualTo(Map.of("red", List.of(bensLid), "green", List.of(anna)));
    }

    @Test
    void nonsenseDoesNotTakeAVoteAway() throws Exception {
        pollComes();
        comes("V1", ben(), vote(ben, "red"));
        for (var i = 0; i < 3; i++) {
            var junk = new SealedAddOn(
                    MessageRef.of(group.jid(), anna, POLL),
                    AddOn.POLL_VOTE,
                    new Sealed(Octets.wrap(new byte[40]), Octets.wrap(new byte[12])));
            comes("J" + i, ben(), message(junk));
            assertThat(heard.getLast()).isInstanceOf(AddOnEvent.Unopened.class);
        }
        comes("V2", new Named(cleo, Optional.empty()), vote(cleo, "green"));
        assertThat(tally()).isEqualTo(Map.of("red", List.of(bensLid), "green", List.of(cleo)));
    }

    @Test
    void aVoteForAnOptionThatSomebodyAddedCounts() throws Exception {
        pollComes();
        comes("O1", ben(), added(new OpenedAddOn.OptionAdded("blue"), ben));
        assertThat(heard.getLast())
                .isInstanceOfSatisfying(
                        AddOnEvent.Added.class,
                        added -> assertThat(added.what()).isEqualTo(new OpenedAddOn.OptionAdded("blue")));
        comes("V1", ben(), vote(ben, "blue"));
        assertThat(((AddOnEvent.Voted) heard.getLast()).options()).containsExactly("blue");
        assertThat(tally().get("blue")).containsExactly(bensLid);
    }

    @Test
    void answersToAnEventAreCounted() throws Exception {
        comes(POLL.value(), new Named(anna, Optional.empty()), message(Event.of("party", Instant.ofEpochSecond(now))));
        var going = new EventResponse(EventResponse.Answer.GOING, Instant.ofEpochSecond(++now), 2);
        comes("E1", ben(), added(new OpenedAddOn.Answer(going), ben));
        assertThat(heard.getLast()).isInstanceOfSatisfying(AddOnEvent.Answered.class, answered -> {
            assertThat(answered.answer()).isEqualTo(going);
            assertThat(answered.guests()).isEqualTo(3);
        });
        var not = EventResponse.of(EventResponse.Answer.NOT_GOING, Instant.ofEpochSecond(++now));
        comes("E2", ben(), added(new OpenedAddOn.Answer(not), bensLid));
        assertThat(((AddOnEvent.Answered) heard.getLast()).guests()).isZero();
    }

    @Test
    void nothingIsOpenedThatIsNotKeptAndWhoCannotHearHasItAgain() throws Exception {
        pollComes();
        shelf.full = true;
        assertThatThrownBy(() -> comes("V1", ben(), vote(ben, "red"))).hasMessage("full");
        assertThat(heard).isEmpty();
        shelf.full = false;
        var deaf = new AddOnKeeper(shelf, shelf, _ -> {
            throw new IllegalStateException("deaf");
        });
        assertThatThrownBy(() -> deaf.sent(
                        group,
                        new KeptMessage(
                                new MessageId("V1"), Set.of(ben), Instant.ofEpochSecond(now), vote(ben, "red"))))
                .hasMessage("deaf");
    }

    @Test
    void aPollWithoutItsSecretAndOrdinaryMessagesAreLeftAlone() throws Exception {
        comes(
                POLL.value(),
                new Named(anna, Optional.empty()),
                message(Text.of("no poll")).toBuilder()
                        .clearMessageContextInfo()
                        .build());
        comes("V1", ben(), vote(ben, "red"));
        assertThat(heard).singleElement().isInstanceOf(AddOnEvent.Unopened.class);
        assertThat(heard.getFirst().about().target()).isEqualTo(POLL);
    }
}
