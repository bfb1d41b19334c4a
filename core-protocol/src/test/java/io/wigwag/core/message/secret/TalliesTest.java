package io.wigwag.core.message.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.message.secret.EventResponse.Answer;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalliesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Jid ada = jid("1@lid");
    private final Jid bob = jid("2@lid");

    @Test
    void theLatestVoteOfEachCountsWheneverItArrives() {
        var tally = new PollTally(List.of("tea", "coffee"));
        tally.count(ada, PollVote.forOptions("tea"), NOON);
        tally.count(bob, PollVote.forOptions("tea", "coffee"), NOON);
        tally.count(ada.withDevice(4), PollVote.forOptions("coffee"), NOON.plusSeconds(2));
        tally.count(ada, PollVote.forOptions("tea"), NOON.plusSeconds(1));

        assertThat(tally.results())
                .containsExactly(
                        new PollTally.Result("tea", List.of(bob)), new PollTally.Result("coffee", List.of(ada, bob)));
        assertThat(tally.voters()).isEqualTo(2);
    }

    @Test
    void aVoteTakenBackCountsNoMore() {
        var tally = new PollTally(List.of("tea"));
        tally.count(ada, PollVote.forOptions("tea"), NOON);
        tally.count(ada, PollVote.none(), NOON);
        assertThat(tally.results()).containsExactly(new PollTally.Result("tea", List.of()));
        assertThat(tally.voters()).isZero();
    }

    @Test
    void whatIsNoOptionCountsOnceItBecomesOne() {
        var tally = new PollTally(List.of("tea"));
        tally.count(ada, PollVote.forOptions("milk"), NOON);
        assertThat(tally.results()).containsExactly(new PollTally.Result("tea", List.of()));
        tally.offer("milk");
        assertThat(tally.results())
                .containsExactly(new PollTally.Result("tea", List.of()), new PollTally.Result("milk", List.of(ada)));
    }

    @Test
    void votesAreReadAsTheyWereWritten() throws Exception {
        var vote = PollVote.forOptions("tea", "coffee");
        assertThat(PollVote.parse(vote.toOctets())).isEqualTo(vote);
        assertThat(PollVote.forOptions("coffee", "tea").toOctets()).isEqualTo(vote.toOctets());
        assertThat(vote.chose("tea")).isTrue();
        assertThat(vote.chose("milk")).isFalse();
        assertThatThrownBy(() -> PollVote.parse(Octets.ofHex("0aff"))).isInstanceOf(MalformedAddOn.class);
    }

    @Test
    void theLatestAnswerOfEachCounts() {
        var tally = new EventTally();
        tally.count(ada, EventResponse.of(Answer.MAYBE, NOON));
        tally.count(ada, new EventResponse(Answer.GOING, NOON.plusSeconds(9), 2));
        tally.count(ada, EventResponse.of(Answer.NOT_GOING, NOON.plusSeconds(1)));
        tally.count(bob, EventResponse.of(Answer.GOING, NOON));
        assertThat(tally.people(Answer.GOING)).containsExactly(ada, bob);
        assertThat(tally.people(Answer.MAYBE)).isEmpty();
        assertThat(tally.people(Answer.NOT_GOING)).isEmpty();
        assertThat(tally.guests()).isEqualTo(4);
    }

    @Test
    void answersAreReadAsTheyWereWritten() throws Exception {
        for (var answer : Answer.values()) {
            var response = new EventResponse(answer, NOON, answer.name().length() % 3);
            assertThat(EventResponse.parse(response.toOctets())).isEqualTo(response);
        }
        // An answer of clients to come.
        assertThat(EventResponse.parse(Octets.ofHex("0809")).answer()).isEqualTo(Answer.UNKNOWN);
        assertThatThrownBy(() -> EventResponse.parse(Octets.ofHex("10"))).isInstanceOf(MalformedAddOn.class);
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid e) {
            throw new AssertionError(e);
        }
    }
}
