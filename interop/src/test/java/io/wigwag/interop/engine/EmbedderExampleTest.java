package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.port.Endpoint;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the guide shows is what runs.
class EmbedderExampleTest {
    private static final Path SOURCE = Path.of("src/test/java/io/wigwag/interop/engine/EmbedderExample.java");
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
    void theGuideShowsTheExampleAsItIs() throws Exception {
        var source = Files.readString(SOURCE);
        var shown = source.substring(source.indexOf("// docs: begin\n") + 15, source.indexOf("    // docs: end"));
        assertThat(Files.readString(GUIDE))
                .contains("```java\n" + shown.stripTrailing().stripIndent() + "\n```");
    }
}
