package io.wigwag.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Jid ANNA = PeopleFixture.jid("491111@s.whatsapp.net");
    private static final Jid ANNAS_LID = PeopleFixture.jid("7001@lid");
    private static final Octets TOKEN = Octets.ofHex("aabbcc");

    private final PeopleFixture fixture = new PeopleFixture();
    private final Tokens tokens = new Tokens(fixture.state, fixture.aliases, () -> fixture.now);

    private static Node notification(Instant at, Octets token) {
        return Node.tag("notification")
                .attribute("type", "privacy_token")
                .attribute("from", ANNA)
                .attribute("id", "1")
                .child(Node.tag("tokens")
                        .child(Node.tag("token")
                                .attribute("type", "trusted_contact")
                                .attribute("t", at.getEpochSecond())
                                .bytes(token)))
                .build();
    }

    @Test
    void aTokenHoldsForThreeWeeksAndTheRestOfItsOwn() throws Exception {
        var start = Instant.EPOCH.plus(Tokens.BUCKET.multipliedBy(2_900));
        fixture.now = start;
        tokens.received(notification(start.plus(Duration.ofDays(1)), TOKEN));
        assertThat(tokens.of(ANNA)).contains(TOKEN);
        fixture.now = start.plus(Duration.ofDays(28)).minusSeconds(1);
        assertThat(tokens.of(ANNA)).contains(TOKEN);
        fixture.now = start.plus(Duration.ofDays(28));
        assertThat(tokens.of(ANNA)).isEmpty();
    }

    @Test
    void theNewerTokenStays() throws Exception {
        tokens.received(notification(fixture.now, TOKEN));
        tokens.received(notification(fixture.now.minusSeconds(5), Octets.ofHex("00")));
        assertThat(tokens.of(ANNA)).contains(TOKEN);
        tokens.received(notification(fixture.now.plusSeconds(5), Octets.ofHex("11")));
        assertThat(tokens.of(ANNA)).contains(Octets.ofHex("11"));
    }

    @Test
    void itFollowsItsOwnerToTheLid() throws Exception {
        tokens.received(notification(fixture.now, TOKEN));
        fixture.aliases.learn(ANNA, ANNAS_LID);
        assertThat(tokens.of(ANNAS_LID)).contains(TOKEN);
        assertThat(tokens.of(ANNA)).contains(TOKEN);
    }

    @Test
    void oursIsIssuedOnceAWeekAndTheirsComesBack() throws Exception {
        fixture.answers.put(
                "privacy",
                _ -> Node.tag("iq")
                        .attribute("type", "result")
                        .child(Node.tag("tokens")
                                .child(Node.tag("token")
                                        .attribute("jid", ANNA)
                                        .attribute("type", "trusted_contact")
                                        .attribute("t", fixture.now.getEpochSecond())
                                        .bytes(TOKEN))));
        assertThat(tokens.isDue(ANNA)).isTrue();
        tokens.issue(fixture.line, ANNA);

        assertThat(tokens.isDue(ANNA)).isFalse();
        assertThat(tokens.of(ANNA)).contains(TOKEN);
        assertThat(fixture.asked
                        .getFirst()
                        .requireChild("tokens")
                        .requireChild("token")
                        .attributes()
                        .requireText("t"))
                .isEqualTo(Long.toString(fixture.now.getEpochSecond()));
        fixture.aliases.learn(ANNA, ANNAS_LID);
        assertThat(tokens.isDue(ANNAS_LID)).isFalse();
        var first = fixture.now;
        fixture.now = fixture.now.plus(Tokens.BUCKET);
        assertThat(tokens.isDue(ANNA)).isTrue();

        // A new phone gets the same one again.
        tokens.issueAgain(fixture.line, ANNA);
        assertThat(fixture.asked
                        .getLast()
                        .requireChild("tokens")
                        .requireChild("token")
                        .attributes()
                        .requireText("t"))
                .isEqualTo(Long.toString(first.getEpochSecond()));
    }

    @Test
    void anEmptyAnswerIsNoToken() throws Exception {
        fixture.answers.put("privacy", _ -> Node.tag("iq").attribute("type", "result"));
        tokens.issue(fixture.line, ANNA);
        assertThat(tokens.of(ANNA)).isEmpty();
        assertThat(tokens.isDue(ANNA)).isFalse();
    }

    @Test
    void theSubstituteIsForOneReceiverByTheirLid() {
        var salt = Octets.ofHex("0102");
        assertThat(tokens.substitute(ANNA, salt)).isEmpty();
        fixture.aliases.learn(ANNA, ANNAS_LID);
        assertThat(tokens.substitute(ANNA, salt))
                .contains(Octets.wrap(HmacSha256.of(salt.toArray(), "7001@lid".getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void aTimeLockIsReadFromItsJson() throws Exception {
        var until = fixture.now.plusSeconds(60);
        var locked = TimeLockQuery.of("{\"data\":{\"xwa2_fetch_account_reachout_timelock\":{\"is_active\": true,"
                + "\"time_enforcement_ends\":\"" + until.getEpochSecond() + "\",\"enforcement_type\":\"DEFAULT\"}}}");
        assertThat(locked.until()).contains(until);
        assertThat(locked.holdsAt(fixture.now)).isTrue();
        assertThat(locked.holdsAt(until)).isFalse();
        var endless = TimeLockQuery.of(
                "{\"xwa2_notify_account_reachout_timelock\":{\"time_enforcement_ends\":\"0\",\"is_active\":true}}");
        assertThat(endless.until()).isEmpty();
        assertThat(endless.holdsAt(until)).isTrue();
        assertThat(TimeLockQuery.of("{\"xwa2_fetch_account_reachout_timelock\":{\"is_active\":false}}"))
                .isEqualTo(TimeLock.NONE);
        assertThatThrownBy(() -> TimeLockQuery.of("{\"errors\":[]}")).isInstanceOf(MalformedNode.class);
    }
}
