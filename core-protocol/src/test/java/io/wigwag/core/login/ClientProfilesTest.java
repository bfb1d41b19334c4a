package io.wigwag.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClientProfilesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_770_000_000);
    private static final ClientVersion OLD = ClientProfile.SHIPPED.version();
    private static final ClientVersion NEW = new ClientVersion(2, 3000, 2_000_000_000);

    private final ClientProfiles profiles = new ClientProfiles(ClientProfile.SHIPPED, InstantSource.fixed(NOW));
    private final List<String> heard = new ArrayList<>();
    private final ClientProfiles.Registration registration = profiles.listen(new ProfileListener() {
        @Override
        public void changed(ClientProfile current) {
            heard.add("changed " + current.version());
        }

        @Override
        public void outdated(OutdatedClient finding) {
            heard.add("outdated " + finding.version());
        }
    });

    @Test
    void oneDevicesFindingIsEverybodysAndToldOnce() {
        assertThat(profiles.outdated()).isEmpty();

        var first = profiles.outdated(OLD);
        var second = profiles.outdated(OLD);

        assertThat(first).contains(new OutdatedClient(OLD, NOW)).isEqualTo(second);
        assertThat(profiles.outdated()).isEqualTo(first);
        assertThat(heard).containsExactly("outdated " + OLD);
    }

    @Test
    void theAdviceNamesTheVersionAndTheSetting() {
        assertThat(profiles.outdated(OLD).orElseThrow().advice())
                .contains(OLD.toString())
                .contains("client.version")
                .contains("web.whatsapp.com");
    }

    @Test
    void anotherVersionEndsTheFinding() {
        profiles.outdated(OLD);

        profiles.use(profiles.current().withVersion(NEW));

        assertThat(profiles.outdated()).isEmpty();
        assertThat(profiles.current().version()).isEqualTo(NEW);
        assertThat(heard).containsExactly("outdated " + OLD, "changed " + NEW);
    }

    @Test
    void otherChangesDoNot() {
        profiles.outdated(OLD);

        profiles.use(profiles.current().withLabel(new DeviceLabel(Browser.EDGE, "Windows", "10")));

        assertThat(profiles.outdated()).isPresent();
    }

    @Test
    void aLateRefusalOfTheVersionBeforeChangesNothing() {
        profiles.use(profiles.current().withVersion(NEW));

        assertThat(profiles.outdated(OLD)).isEmpty();
        assertThat(profiles.outdated()).isEmpty();
        assertThat(heard).containsExactly("changed " + NEW);
    }

    @Test
    void whoHasLeftHearsNothing() {
        registration.close();

        profiles.outdated(OLD);

        assertThat(heard).isEmpty();
    }

    @Test
    void manyDevicesThatFindItTogetherTellItOnce() throws Exception {
        var start = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 16; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                assertThat(profiles.outdated(OLD)).isPresent();
            }));
        }
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(heard).containsExactly("outdated " + OLD);
    }
}
