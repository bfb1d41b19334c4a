package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
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
                "/v/a\"b",
                "/a|b",
                "/a%zz",
                "/a%2",
                "/a<b>",
                "/a[b",
                "/a{b}?c",
                "/a?b=^",
                "\\v",
                "/v\u00e4",
                "https://evil.test/v",
                "@evil.test/"
            })
    void whatIsNoPathIsNone(String text) {
        assertThat(MediaPath.of(text, "")).isEmpty();
        assertThatThrownBy(() -> new MediaPath(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v/t62.7118-24/1_2_n.enc?ccb=11-4&oh=01_Q5&oe=6A&_nc_sid=5e03e0",
                "/a%2Fb?c=%3D",
                "/a:b@c;d,e'(f)*!$~+",
                "/a/../b//c",
                "/a?b?c/[d]",
                "/:80/@x"
            })
    void everyPathMakesAnAddressOfTheHostThatItIsAskedOf(String text) {
        var path = MediaPath.of(text, "").orElseThrow();
        var address = URI.create("https://mmg.whatsapp.net:443" + path.with("mms-type=image"));
        assertThat(address.getHost()).isEqualTo("mmg.whatsapp.net");
        assertThat(address.getPort()).isEqualTo(443);
        assertThat(path.value()).startsWith(address.getRawPath());
    }

    @Test
    void whatPassesMakesAnAddressWhateverStrangersWrite() {
        var seed = 5L;
        var random = new SplittableRandom(seed);
        for (var i = 0; i < 20_000; i++) {
            var text = "/"
                    + random.ints(random.nextInt(1, 8), 0x20, 0x80)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
            MediaPath.of(text, "")
                    .ifPresent(path -> assertThat(URI.create("https://mmg.whatsapp.net" + path.with("a=b"))
                                    .getHost())
                            .as("seed %d, %s", seed, text)
                            .isEqualTo("mmg.whatsapp.net"));
        }
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
