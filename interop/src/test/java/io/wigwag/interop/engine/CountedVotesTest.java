package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.addon.AddOnEvent;
import io.wigwag.core.message.addon.AddOnKeeper;
import io.wigwag.core.message.addon.Archive;
import io.wigwag.core.message.addon.KeptMessage;
import io.wigwag.core.message.codec.AddOns;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.PollVote;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Polls in a group, with the votes of phones and of our own device, counted by the engine.
class CountedVotesTest {
    private static final String RED = "red";
    private static final String BLUE = "blue";

    private final SecureRandom random = new SecureRandom();
    private final KeptMail mail = new KeptMail();
    private final Map<MessageId, KeptMessage> sent = new ConcurrentHashMap<>();
    private final BlockingQueue<AddOnEvent> heard = new LinkedBlockingQueue<>();
    private final AddOnKeeper keeper = new AddOnKeeper(mail, new Shelf(), heard::add);
    private final EngineStage stage;
    private final VirtualPhone anna;
    private final VirtualPhone ben;
    private final VirtualPhone chris;
    private final Jid group;

    CountedVotesTest() throws Exception {
        stage = new EngineStage();
        anna = stage.phone("anna");
        ben = stage.phone("ben");
        chris = stage.phone("chris");
        group = ben.createGroup("friends", anna.number(), chris.number());
    }

    @BeforeEach
    void nothingWasHeard() {
        assertThat(heard).isEmpty();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    /// What came and what was sent.
    private final class Shelf implements Archive {
        private List<KeptMessage> all() {
            var all = new ArrayList<>(sent.values());
            for (var event : mail.all()) {
                if (event instanceof MailEvent.MessageCame came && came.outcome() instanceof Received.Read read) {
                    all.add(new KeptMessage(
                            came.id(), came.author().names(), came.envelope().time(), read.message()));
                }
            }
            return all;
        }

        @Override
        public Optional<KeptMessage> find(Named chat, MessageId id) {
            return all().stream().filter(kept -> kept.id().equals(id)).findFirst();
        }

        @Override
        public List<KeptMessage> addOnsTo(Named chat, MessageId id) {
            return all();
        }
    }

    private AddOnEvent.Voted nextVote() throws Exception {
        var event = heard.poll(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(AddOnEvent.Voted.class);
        return (AddOnEvent.Voted) event;
    }

    private static Map<String, Set<Jid>> tally(AddOnEvent.Voted voted) {
        return voted.tally().stream()
                .collect(Collectors.toMap(result -> result.option(), result -> Set.copyOf(result.voters())));
    }

    private Composition composition() {
        return new Composition(stage.time().instant(), MessageSecret.random(random));
    }

    private KeptMessage sends(TestDevice device, String id, Content content) throws Exception {
        var message = ContentWriter.write(Draft.of(content), composition());
        var kept = new KeptMessage(
                new MessageId(id), Set.of(anna.pn(), anna.lid()), stage.time().instant(), message);
        sent.put(kept.id(), kept);
        assertThat(device.handle()
                        .send(new Letter(kept.id(), group, message))
                        .get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(SendOutcome.Accepted.class);
        return kept;
    }

    @Test
    void votesInAPollOfOurOwnAreCounted() throws Exception {
        var device = stage.device(keeper);
        device.link(anna);
        sends(device, "POLL", Poll.single("colour?", List.of(RED, BLUE)));
        var seenByBen = ben.awaitMessage(message -> message.id().equals("POLL"), TestDevice.PATIENCE);
        var seenByChris = chris.awaitMessage(message -> message.id().equals("POLL"), TestDevice.PATIENCE);

        ben.vote(seenByBen, RED);
        assertThat(tally(nextVote())).isEqualTo(Map.of(RED, Set.of(ben.lid()), BLUE, Set.of()));
        chris.vote(seenByChris, RED);
        assertThat(tally(nextVote())).isEqualTo(Map.of(RED, Set.of(ben.lid(), chris.lid()), BLUE, Set.of()));
        ben.vote(seenByBen, BLUE);
        var last = nextVote();
        assertThat(last.options()).containsExactly(BLUE);
        assertThat(tally(last)).isEqualTo(Map.of(RED, Set.of(chris.lid()), BLUE, Set.of(ben.lid())));
    }

    @Test
    void ourOwnVoteInAPollOfOthersCountsAndIsRead() throws Exception {
        var device = stage.device(keeper);
        device.link(anna);
        var poll = ben.poll(group.toString(), "colour?", RED, BLUE);
        var came = mail.await(
                MailEvent.MessageCame.class, message -> message.id().value().equals(poll.id()));
        var secret = ContentReader.read(message(came)).facts().secret().orElseThrow();
        var author = came.envelope().author().device().bare();
        var self = author.isLid() ? anna.lid() : anna.pn();
        var vote = AddOns.seal(
                new OpenedAddOn.Vote(PollVote.forOptions(BLUE)),
                MessageRef.of(group, author, came.id()),
                secret,
                new MessageSecret.Parties(came.id(), author, self),
                composition(),
                random);
        var kept = sends(device, "VOTE", vote);
        keeper.sent(came.chat(), kept);
        var counted = nextVote();
        assertThat(counted.options()).containsExactly(BLUE);
        assertThat(counted.tally().get(1).voters()).hasSize(1);
        var seen = ben.awaitMessage(message -> message.id().equals("VOTE"), TestDevice.PATIENCE);
        assertThat(ben.chosen(poll, seen)).containsExactly(BLUE);
    }

    private static Message message(MailEvent.MessageCame came) {
        return ((Received.Read) came.outcome()).message();
    }
}
