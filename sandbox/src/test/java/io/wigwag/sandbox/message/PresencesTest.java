package io.wigwag.sandbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.server.Consent;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PresencesTest extends AnnaAndBen {
    private static final long NOW = SmallWorld.START.getEpochSecond();

    private static Node presence(String type) {
        return Node.tag("presence").attribute("type", type).build();
    }

    private static Node subscribe(Jid to) {
        return Node.tag("presence")
                .attribute("type", "subscribe")
                .attribute("to", to)
                .build();
    }

    @Test
    void aSubscriberHearsTheStateAtOnceAndEveryChangeUnderTheAddressAskedFor() {
        var watcher = world.online(anna);
        var watched = world.online(ben);

        watcher.send(subscribe(ben.lid()));
        watched.send(presence("available"));
        watched.send(presence("available"));
        world.advance(Duration.ofSeconds(9));
        watched.send(presence("unavailable"));

        assertThat(watcher.took())
                .containsExactly(
                        Node.tag("presence")
                                .attribute("from", ben.lid())
                                .attribute("type", "unavailable")
                                .build(),
                        Node.tag("presence").attribute("from", ben.lid()).build(),
                        Node.tag("presence")
                                .attribute("from", ben.lid())
                                .attribute("type", "unavailable")
                                .attribute("last", NOW + 9)
                                .build());
        assertThat(watched.took()).isEmpty();
    }

    @Test
    void aPersonIsAvailableWhileOneDeviceIs() {
        var watcher = world.online(anna);
        var one = world.online(ben);
        var two = world.online(ben);
        one.send(presence("available"));
        two.send(presence("available"));
        watcher.send(subscribe(ben.pn())).took();

        one.close();
        assertThat(watcher.took()).isEmpty();
        two.close();

        assertThat(watcher.took())
                .singleElement()
                .satisfies(told -> assertThat(told.attributes().text("type")).hasValue("unavailable"));
    }

    @Test
    void anEmptyPresenceChangesNothing() {
        var watcher = world.online(anna);
        var watched = world.online(ben);
        watcher.send(subscribe(ben.pn())).took();

        watched.send(Node.of("presence"));

        assertThat(watcher.took()).isEmpty();
        assertThat(ben.pushName()).isEqualTo("ben");
        assertThat(world.events("stanza.refused")).isEmpty();
    }

    @Test
    void aNameCountsForTheMessageBehindItAndIsNoPresence() {
        var watcher = world.online(anna);
        var sender = world.online(ben);
        watcher.send(subscribe(ben.pn())).took();

        sender.send(Node.tag("presence").attribute("name", "Benjamin").build());
        sender.send(Stanza.message("M1", anna.pn(), anna.pn()));

        assertThat(watcher.took())
                .singleElement()
                .satisfies(came -> assertThat(came.attributes().text("notify")).hasValue("Benjamin"));
    }

    @Test
    void subscriptionsEndWithTheConnectionOrByWord() {
        var device = world.link(anna);
        var watcher = world.online(device);
        var watched = world.online(ben);
        watcher.send(subscribe(ben.pn()));
        watcher.send(Node.tag("presence")
                .attribute("type", "unsubscribe")
                .attribute("to", ben.pn())
                .build());
        watcher.took();
        watched.send(presence("available"));
        assertThat(watcher.took()).isEmpty();

        watcher.send(subscribe(ben.pn()));
        watcher.close();
        watched.send(presence("unavailable"));
        var again = world.login(device);

        assertThat(again.took("presence")).isEmpty();
        assertThat(device.queue().isEmpty()).isTrue();
    }

    @Test
    void privacyHidesTheTimeOrEverything() {
        var watcher = world.online(anna);
        var watched = world.online(ben);
        watched.send(presence("available"));
        world.exchange().consent(new Consent() {
            @Override
            public boolean showsOnline(Account owner, Account to) {
                return false;
            }

            @Override
            public boolean showsLastSeen(Account owner, Account to) {
                return false;
            }
        });

        watcher.send(subscribe(ben.pn()));

        assertThat(watcher.took())
                .containsExactly(Node.tag("presence")
                        .attribute("from", ben.pn())
                        .attribute("type", "unavailable")
                        .attribute("last", "deny")
                        .build());
    }

    @Test
    void whoMayNotWatchHearsNothing() {
        var watcher = world.online(anna);
        var watched = world.online(ben);
        world.exchange().consent(new Consent() {
            @Override
            public boolean isWatchable(Account owner, Device who, Node subscription) {
                return subscription.child("tctoken").isPresent();
            }
        });

        watcher.send(subscribe(ben.pn()));
        watched.send(presence("available"));
        assertThat(watcher.took()).isEmpty();
        watcher.send(subscribe(ben.pn()).toBuilder().child(Node.of("tctoken")).build());

        assertThat(watcher.took()).hasSize(1);
    }

    @Test
    void productionTellsOnlyTheAvailable() {
        world.settings().presenceNeedsAvailable = true;
        var watcher = world.online(anna);

        watcher.send(subscribe(ben.pn()));
        assertThat(watcher.took()).isEmpty();
        watcher.send(presence("available"));
        watcher.send(subscribe(ben.pn()));

        assertThat(watcher.took()).hasSize(1);
        assertThat(traffic.presences().isAvailable(anna)).isTrue();
    }
}
