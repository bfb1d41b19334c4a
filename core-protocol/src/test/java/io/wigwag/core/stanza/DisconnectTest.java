package io.wigwag.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.event.BanCause;
import io.wigwag.core.event.Consequence;
import io.wigwag.core.event.DisconnectReason;
import io.wigwag.core.testing.SeededRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the goodbyes against the two tables of the protocol's description, row by row.
class DisconnectTest {
    private static final long SEED = 8;
    private static final String STREAM = """
            515, -, -, RESTART_REQUIRED, RECONNECT_NOW
            516, -, -, FORCED_LOGOUT, PAIR_AGAIN
            401, conflict, device_removed, DEVICE_REMOVED, PAIR_AGAIN
            -, conflict, device_removed, DEVICE_REMOVED, PAIR_AGAIN
            -, conflict, another_type, DEVICE_REMOVED, PAIR_AGAIN
            -, conflict, replaced, REPLACED, YIELD
            401, conflict, replaced, REPLACED, YIELD
            -, conflict, -, REPLACED, YIELD
            503, -, -, SERVICE_UNAVAILABLE, BACK_OFF
            500, -, -, SERVER_ERROR, BACK_OFF
            429, -, -, RATE_LIMITED, BACK_OFF_LONG
            409, -, -, COLLISION, BACK_OFF
            413, -, -, FOREIGN_TOKEN, BACK_OFF
            414, -, -, FOREIGN_TOKEN, BACK_OFF
            -, ack, -, ACK_NOT_PROCESSED, BACK_OFF
            -, xml-not-well-formed, -, BAD_STANZA, BACK_OFF
            -, bad-mac, -, BAD_MAC, BACK_OFF
            401, -, -, UNKNOWN, BACK_OFF
            599, -, -, UNKNOWN, BACK_OFF
            -, -, -, UNKNOWN, BACK_OFF
            -, novelty, -, UNKNOWN, BACK_OFF
            """;
    private static final String FAILURE = """
            400, GENERIC_FAILURE, STOP
            401, LOGGED_OUT, PAIR_AGAIN
            402, TEMPORARILY_BANNED, WAIT_FOR_END_OF_BAN
            403, ACCOUNT_LOCKED, PAIR_AGAIN
            405, CLIENT_OUTDATED, UPDATE_CLIENT
            406, BANNED, STAY_AWAY
            409, BAD_USER_AGENT, STOP
            413, FOREIGN_TOKEN, BACK_OFF
            414, FOREIGN_TOKEN, BACK_OFF
            415, NOT_FOUND, STOP
            418, CLIENT_UNKNOWN, STOP
            500, SERVER_ERROR, BACK_OFF
            501, EXPERIMENTAL, STOP
            503, SERVICE_UNAVAILABLE, BACK_OFF
            599, UNKNOWN, BACK_OFF
            none, UNKNOWN, BACK_OFF
            """;

    @ParameterizedTest
    @CsvSource(textBlock = STREAM)
    void aStreamErrorMeans(String code, String condition, String type, DisconnectReason reason, Consequence consequence)
            throws Exception {
        var error = Node.tag("stream:error");
        if (!code.equals("-")) {
            error.attribute("code", code);
        }
        if (!condition.equals("-")) {
            var child = Node.tag(condition);
            error.child(type.equals("-") ? child : child.attribute("type", type));
        }

        var disconnect = Disconnect.of((StreamError) ServerStanza.read(error.build()));

        assertThat(disconnect.reason()).isEqualTo(reason);
        assertThat(disconnect.consequence()).isEqualTo(consequence);
        assertThat(disconnect.code())
                .isEqualTo(code.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(code)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = FAILURE)
    void aFailureMeans(String code, DisconnectReason reason, Consequence consequence) throws Exception {
        var disconnect = failure(Node.tag("failure").attribute("reason", code).build());

        assertThat(disconnect.reason()).isEqualTo(reason);
        assertThat(disconnect.consequence()).isEqualTo(consequence);
    }

    @Test
    void aPeacefulEndIsFollowedByAnotherConnection() {
        var disconnect = Disconnect.of(new ServerStanza.StreamEnd());

        assertThat(disconnect.reason()).isEqualTo(DisconnectReason.STREAM_ENDED);
        assertThat(disconnect.consequence().reconnects()).isTrue();
    }

    @Test
    void anAccountThatLeavesMultiDeviceEndsItAll() {
        var disconnect = Disconnect.of(new ServerNotice.Downgraded());

        assertThat(disconnect.reason()).isEqualTo(DisconnectReason.NOT_MULTI_DEVICE);
        assertThat(disconnect.consequence()).isEqualTo(Consequence.STOP);
    }

    /// Every reason stands in a row above: a new one without a row fails here.
    @Test
    void theTablesNameEveryReason() {
        var named = (STREAM + FAILURE)
                .lines()
                .map(row -> row.split(", "))
                .map(cells -> DisconnectReason.valueOf(cells[cells.length - 2]))
                .collect(Collectors.toCollection(
                        () -> EnumSet.of(DisconnectReason.STREAM_ENDED, DisconnectReason.NOT_MULTI_DEVICE)));

        assertThat(named).containsExactlyInAnyOrder(DisconnectReason.values());
    }

    @Test
    void onlyThreeConsequencesReconnect() {
        assertThat(Arrays.stream(Consequence.values()).filter(Consequence::reconnects))
                .containsExactly(Consequence.RECONNECT_NOW, Consequence.BACK_OFF, Consequence.BACK_OFF_LONG);
    }

    @ParameterizedTest
    @CsvSource({
        "101, MESSAGES_TO_STRANGERS",
        "102, BLOCKED_BY_MANY",
        "103, GROUPS_WITH_STRANGERS",
        "104, SAME_MESSAGE_TOO_OFTEN",
        "106, BROADCASTS",
        "199, UNSAID",
        "x, UNSAID"
    })
    void aBanSaysWhyAndHowLong(String code, BanCause cause) throws Exception {
        var banned = failure(Node.tag("failure")
                .attribute("reason", 402)
                .attribute("code", code)
                .attribute("expire", 3600)
                .build());

        assertThat(banned.ban()).contains(new Disconnect.Ban(cause, Optional.of(Duration.ofHours(1))));
    }

    @Test
    void aBanMayHaveNoEndAndOtherFailuresHaveNoBan() throws Exception {
        assertThat(failure(Node.tag("failure").attribute("reason", 402).build()).ban())
                .contains(new Disconnect.Ban(BanCause.UNSAID, Optional.empty()));
        assertThat(failure(Node.tag("failure").attribute("reason", 401).build()).ban())
                .isEmpty();
    }

    /// Codes of tomorrow: transient, all of them.
    @Test
    void whatNobodyHasDescribedIsTransient() throws Exception {
        var described = (STREAM + FAILURE)
                .lines()
                .map(row -> row.substring(0, row.indexOf(',')))
                .filter(cell -> cell.chars().allMatch(Character::isDigit))
                .collect(Collectors.toUnmodifiableSet());
        var random = new SeededRandom(SEED);
        for (var i = 0; i < 1000; i++) {
            var code = Integer.toString(random.nextInt(100_000));
            if (described.contains(code)) {
                continue;
            }
            var error = Node.tag("stream:error").attribute("code", code).build();
            var refused = Node.tag("failure").attribute("reason", code).build();

            assertThat(Disconnect.of((StreamError) ServerStanza.read(error)).reason())
                    .as("seed %d, code %s", SEED, code)
                    .isEqualTo(DisconnectReason.UNKNOWN);
            assertThat(failure(refused).reason())
                    .as("seed %d, code %s", SEED, code)
                    .isEqualTo(DisconnectReason.UNKNOWN);
        }
    }

    private static Disconnect failure(Node node) throws MalformedNode {
        return Disconnect.of((Failure) ServerStanza.read(node));
    }
}
