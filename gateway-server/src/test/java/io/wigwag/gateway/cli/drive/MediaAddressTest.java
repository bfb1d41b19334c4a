package io.wigwag.gateway.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class MediaAddressTest {
    private static final URI CHAT = URI.create("wss://localhost:8443/ws/chat");

    @Test
    void withoutANamedOneItIsTheChatsOwn() {
        assertThat(MediaAddress.beside(CHAT)).isEqualTo(new MediaAddress("localhost", 8443, true));
        assertThat(MediaAddress.beside(URI.create("ws://localhost/ws/chat")))
                .isEqualTo(new MediaAddress("localhost", 80, false));
    }

    @Test
    void requestsKeepTheirPathAndQuery() {
        var files = MediaAddress.named("127.0.0.1:9000", CHAT);
        assertThat(files.of(URI.create("https://mmg.whatsapp.net/v/t62%2F1?ccb=1&oh=a%3D")))
                .hasToString("https://127.0.0.1:9000/v/t62%2F1?ccb=1&oh=a%3D");
        assertThat(files.of(URI.create("https://mmg.whatsapp.net/mms/image/x")))
                .hasToString("https://127.0.0.1:9000/mms/image/x");
    }

    @Test
    void whatIsNoHostAndPortIsRefused() {
        for (var wrong : new String[] {"", "host", "host:", "host:0", "host:9/x", "ho st:9", ":9"}) {
            assertThatThrownBy(() -> MediaAddress.named(wrong, CHAT))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--media-host");
        }
    }
}
