package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Strangers write paths, and our requests go where these lead.
class MediaPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "v/1",
                "//evil.test/v",
                "/v 1",
                "/v\r\nHost: evil.test",
                "/v#x",
                "\\v",
                "/v\u00e4",
                "https://evil.test/v",
                "@evil.test/"
            })
    void whatIsNoPathIsNone(String text) {
        assertThat(MediaPath.of(text, "")).isEmpty();
        assertThatThrownBy(() -> new MediaPath(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longOnesAreNone() {
        assertThat(MediaPath.of("/" + "v".repeat(2047), "")).isPresent();
        assertThat(MediaPath.of("/" + "v".repeat(2048), "")).isEmpty();
    }

    @Test
    void anAddressHelpsOnlyWhereItLeadsToOurHosts() {
        assertThat(MediaPath.of("", "https://mmg.whatsapp.net/v/1?a=b")).contains(new MediaPath("/v/1?a=b"));
        assertThat(MediaPath.of("/w", "https://mmg.whatsapp.net/v/1")).contains(new MediaPath("/w"));
        assertThat(MediaPath.of("", "https://evil.test/v/1")).isEmpty();
        assertThat(MediaPath.of("", "https://evilwhatsapp.net/v/1")).isEmpty();
        assertThat(MediaPath.of("", "https://web.whatsapp.net")).isEmpty();
        assertThat(MediaPath.of("", "not an address")).isEmpty();
        assertThat(MediaPath.of("", "mailto:x")).isEmpty();
    }

    @Test
    void parametersJoinThoseThatAreThere() {
        assertThat(new MediaPath("/v/1").with("a=b")).isEqualTo("/v/1?a=b");
        assertThat(new MediaPath("/v/1?c").with("a=b")).isEqualTo("/v/1?c&a=b");
    }
}
