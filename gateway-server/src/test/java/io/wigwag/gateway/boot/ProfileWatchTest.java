package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileWatchTest {
    @TempDir
    private Path folder;

    private Path file;
    private final BlockingQueue<Runnable> looks = new LinkedBlockingQueue<>();
    private final Timers timers = (_, task) -> {
        looks.add(task);
        return Timers.Timer.NONE;
    };

    @BeforeEach
    void settings() throws Exception {
        file = Files.writeString(folder.resolve("client.properties"), "client.version = 2.3000.1\n");
    }

    private GatewayConfig.Client client(Map<String, String> more) throws Exception {
        return GatewayConfig.read(new Sources(more, Map.of(), Map.of("client.file", file.toString())))
                .client();
    }

    @Test
    void aFileThatChangesIsFollowedAndOneThatIsWrongIsNot() throws Exception {
        var client = client(Map.of());
        var profiles = new ClientProfiles(client.profile(), InstantSource.system());
        var watch = new ProfileWatch(profiles, client, timers);
        watch.begin();
        assertThat(profiles.current().version()).hasToString("2.3000.1");

        Files.writeString(file, "client.version = 2.3000.2\nclient.device-name = Till\n");
        looks.take().run();
        var again = looks.take(); // It has looked when it waits for the next time.
        assertThat(profiles.current().version()).hasToString("2.3000.2");

        Files.writeString(file, "client.verison = 2.3000.3\n");
        again.run();
        var last = looks.take();
        assertThat(profiles.current().version()).hasToString("2.3000.2");

        watch.close();
        last.run();
        assertThat(looks).isEmpty();
    }

    @Test
    void aVersionThatIsSetGoesBeforeTheFile() throws Exception {
        var profile = client(Map.of("client.version", "2.3000.9")).profile();
        assertThat(profile.version()).hasToString("2.3000.9");
    }
}
