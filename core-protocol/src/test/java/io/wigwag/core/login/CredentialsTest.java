package io.wigwag.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.testing.SeededRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final Instant NOON = Instant.ofEpochSecond(1_770_000_000);

    private final SeededRandom random = new SeededRandom(7);
    private final Credentials fresh = Credentials.generate(random);
    private final KnownServer server = new KnownServer(KeyPair.generate(random).publicKey(), NOON.plusSeconds(60));

    private static LinkedAccount account() throws Exception {
        return new LinkedAccount(
                Jid.parse("491511234567:12@s.whatsapp.net"),
                Optional.of(Jid.parse("100200300400500:12@lid")),
                Octets.ofHex("0a020801"),
                Optional.of("android"),
                Optional.of("Bäckerei"),
                Optional.empty());
    }

    @Test
    void aNewDeviceIsLinkedToNobodyAndLikeNoOther() {
        var other = Credentials.generate(random);

        assertThat(fresh.isLinked()).isFalse();
        assertThat(fresh.logins()).isZero();
        assertThat(fresh.route()).isEqualTo(Route.UNKNOWN);
        assertThat(fresh.keys().advSecret().size()).isEqualTo(32);
        assertThat(List.of(
                        fresh.keys().noise().publicKey(),
                        fresh.keys().identity().publicKey(),
                        fresh.keys().advSecret(),
                        other.keys().noise().publicKey(),
                        other.keys().identity().publicKey(),
                        other.keys().advSecret()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyStateComesBackFromItsOctets() throws Exception {
        var states = List.of(
                fresh,
                fresh.withPendingCode(Jid.parse("491511234567@s.whatsapp.net")),
                fresh.linkedTo(account()),
                fresh.linkedTo(account().withDisplayName("Ana")).loggedIn().loggedIn(),
                fresh.withEdge(Octets.ofHex("08020812080d")).withServer(server));

        for (var state : states) {
            var back = Credentials.parse(state.toOctets());

            assertThat(back.toOctets()).isEqualTo(state.toOctets());
            assertThat(back.account()).isEqualTo(state.account());
            assertThat(back.logins()).isEqualTo(state.logins());
            assertThat(back.route()).isEqualTo(state.route());
            assertThat(back.pendingCode()).isEqualTo(state.pendingCode());
            assertThat(back.keys().noise().privateKey().raw())
                    .isEqualTo(fresh.keys().noise().privateKey().raw());
            assertThat(back.keys().identity().toOctets())
                    .isEqualTo(fresh.keys().identity().toOctets());
            assertThat(back.keys().advSecret()).isEqualTo(fresh.keys().advSecret());
        }
    }

    @Test
    void linkingEndsTheCodeAndStartsTheCount() throws Exception {
        var linked = fresh.withPendingCode(Jid.parse("491511234567@s.whatsapp.net"))
                .loggedIn()
                .linkedTo(account());

        assertThat(linked.pendingCode()).isEmpty();
        assertThat(linked.logins()).isZero();
        assertThat(linked.loggedIn().logins()).isEqualTo(1);
    }

    @Test
    void aFreshSecretReplacesTheOldOneAlone() {
        var renewed = fresh.withFreshSecret(random);

        assertThat(renewed.keys().advSecret()).isNotEqualTo(fresh.keys().advSecret());
        assertThat(renewed.withSecret(fresh.keys().advSecret()).toOctets()).isEqualTo(fresh.toOctets());
    }

    @Test
    void aServerIsResumedByLinkedDevicesAndWhileItsCertificatesHold() throws Exception {
        var linked = fresh.linkedTo(account()).withServer(server);

        assertThat(linked.resumable(NOON)).contains(server.key());
        assertThat(linked.resumable(NOON.plusSeconds(60))).isEmpty();
        assertThat(linked.withoutServer().resumable(NOON)).isEmpty();
        assertThat(fresh.withServer(server).resumable(NOON)).isEmpty();
    }

    @Test
    void whatTheServerSaysOfTheAccountIsOfNoUseBeforeThereIsOne() throws Exception {
        var lid = Jid.parse("100200300400501:12@lid");

        assertThat(fresh.withAccount(account()).isLinked()).isFalse();
        assertThat(fresh.linkedTo(account())
                        .withAccount(account().withLid(lid))
                        .account()
                        .flatMap(LinkedAccount::lid))
                .contains(lid);
    }

    @Test
    void itPrintsNeitherSecretsNorNumbers() throws Exception {
        var printed = fresh.linkedTo(account()).withServer(server) + " " + fresh.keys();

        assertThat(printed)
                .contains("device 12")
                .doesNotContain("491511234567")
                .doesNotContain(fresh.keys().advSecret().toHex().substring(0, 8));
    }

    @Test
    void damagedRecordsAreMalformedAndNothingElse() throws Exception {
        var whole = fresh.withPendingCode(Jid.parse("491511234567@s.whatsapp.net"))
                .linkedTo(account().withDisplayName("Ana"))
                .withEdge(Octets.ofHex("08020812080d"))
                .withServer(server)
                .toOctets();
        for (var size = 0; size < whole.size(); size++) {
            var cut = whole.slice(0, size);
            assertThatThrownBy(() -> Credentials.parse(cut)).isInstanceOf(MalformedRecord.class);
        }
        assertThatThrownBy(() -> Credentials.parse(Octets.concat(whole, Octets.ofHex("00"))))
                .isInstanceOf(MalformedRecord.class);

        var dice = new SplittableRandom(11);
        var refused = new ArrayList<Integer>();
        for (var round = 0; round < 20_000; round++) {
            var bytes = whole.toArray();
            bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
            try {
                Credentials.parse(Octets.wrap(bytes));
            } catch (MalformedRecord expected) {
                refused.add(round);
            }
        }
        assertThat(refused).as("seed 11").isNotEmpty();
    }

    @Test
    void anotherVersionIsRefused() {
        var newer = fresh.toOctets().toArray();
        newer[0] = 2;

        assertThatThrownBy(() -> Credentials.parse(Octets.wrap(newer)))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("version 2");
    }
}
