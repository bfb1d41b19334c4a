package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.port.Endpoint;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the guide shows is what runs.
class EmbedderExampleTest {
    private static final Path SOURCES = Path.of("src/test/java/io/wigwag/interop/engine");
    private static final Path GUIDE = Path.of("../docs/engine.md");

    @Test
    void theExampleLinksADeviceAndUnlinksIt() throws Exception {
        try (var sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build())) {
            var phone = sandbox.phones().create("ana");
            var settings = EngineSettings.DEFAULT.towards(
                    new Endpoint(URI.create(sandbox.plainChatUrl().orElseThrow()), Map.of(), Optional.empty()),
                    new TrustRoot(sandbox.noiseRoot(), 0));
            EmbedderExample.run(settings, text -> {
                try {
                    var _ = phone.scan(text);
                } catch (Exception refused) {
                    throw new IllegalStateException(refused);
                }
            });
            assertThat(sandbox.exchange()
                            .loop()
                            .call(() -> phone.account().companions().size()))
                    .isZero();
        }
    }

    @Test
    void theExampleAboutMessagesSendsAndKeeps() throws Exception {
        try (var stage = new EngineStage()) {
            var ben = stage.phone("ben");
            var shelf = new ConcurrentHashMap<String, String>();
            var example = MessagesExample.keeper(shelf);
            var mail = new KeptMail();
            var device = stage.device(event -> {
                example.keep(event);
                mail.keep(event);
            });
            var anna = stage.phone("anna");
            device.link(anna);
            var id = new MessageId("WELCOME");
            for (var time = 0; time < 2; time++) {
                assertThat(MessagesExample.welcome(device.handle(), ben.pn(), id))
                        .isInstanceOf(SendOutcome.Accepted.class);
            }
            ben.sendText(anna.number(), "thank you");
            ben.awaitText("*Welcome*, @" + ben.pn().user(), TestDevice.PATIENCE);
            mail.awaitText("thank you");
            assertThat(ben.inbox()).hasSize(1);
            assertThat(shelf).containsValue("thank you");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EmbedderExample", "MessagesExample"})
    void theGuideShowsTheExampleAsItIs(String name) throws Exception {
        var source = Files.readString(SOURCES.resolve(name + ".java"));
        var shown = source.substring(source.indexOf("// docs: begin\n") + 15, source.indexOf("    // docs: end"));
        assertThat(Files.readString(GUIDE))
                .contains("```java\n" + shown.stripTrailing().stripIndent() + "\n```");
    }
}
