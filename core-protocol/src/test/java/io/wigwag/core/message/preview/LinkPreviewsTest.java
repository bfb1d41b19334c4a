package io.wigwag.core.message.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.octets.Octets;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkPreviewsTest {
    private static final Octets JPEG = Octets.ofHex("ffd8ff");
    private static final String HTML = "text/html; charset=utf-8";

    private final Map<URI, PageSource.Page> pages = new HashMap<>();
    private final List<URI> asked = new ArrayList<>();
    private final LinkPreviews previews = new LinkPreviews(this::fetch, picture -> JPEG);

    @Test
    void theFirstLinkOfATextGetsItsCard() {
        page("https://a.example/x", HTML, "<title>T</title><meta name=description content=D>");
        assertThat(previews.of("look: https://a.example/x and https://b.example"))
                .hasValue(LinkPreview.of("https://a.example/x", "T", "D"));
        assertThat(asked).containsExactly(URI.create("https://a.example/x"));
    }

    @Test
    void aPictureIsFoundFromWhereThePageWasInTheEnd() {
        pages.put(
                URI.create("https://short.example/1"),
                new PageSource.Page(
                        URI.create("https://long.example/dir/page"),
                        HTML,
                        octets("<title>T</title><meta property=og:image content='pic 1.jpg'>"),
                        false));
        page("https://long.example/dir/pic%201.jpg", "image/jpeg", "picture");
        var card = previews.of("https://short.example/1").orElseThrow();
        assertThat(card.thumbnail()).isEqualTo(JPEG);
        assertThat(card.link()).isEqualTo("https://short.example/1");
    }

    @Test
    void aPictureThatCannotBeHadIsLeftOut() {
        for (var image :
                List.of("http://[", "file:///etc/passwd", "data:image/png;base64,AA", "/missing.png", "/cut")) {
            page("https://a.example/", HTML, "<title>T</title><meta property=og:image content='" + image + "'>");
            pages.put(
                    URI.create("https://a.example/cut"),
                    new PageSource.Page(URI.create("https://a.example/cut"), "image/png", JPEG, false));
            assertThat(previews.of("https://a.example/").orElseThrow().thumbnail())
                    .as(image)
                    .isEqualTo(Octets.EMPTY);
        }
        assertThat(asked).noneMatch(address -> "file".equals(address.getScheme()));
    }

    @Test
    void noLinkNoPageNoTitleNoCard() {
        assertThat(previews.of("no link")).isEmpty();
        assertThat(previews.of("https://missing.example/")).isEmpty();
        page("https://a.example/", "application/pdf", "<title>T</title>");
        assertThat(previews.of("https://a.example/")).isEmpty();
        page("https://b.example/", HTML, "<meta name=description content=D>");
        assertThat(previews.of("https://b.example/")).isEmpty();
    }

    @Test
    void theCharacterSetIsTheHeadersOrThePages() {
        latin("https://a.example/", "text/html; charset=ISO-8859-1", "<title>\u00e4</title>");
        assertThat(title("https://a.example/")).isEqualTo("\u00e4");
        latin("https://b.example/", "text/html", "<meta charset='iso-8859-1'><title>\u00e4</title>");
        assertThat(title("https://b.example/")).isEqualTo("\u00e4");
        page("https://c.example/", "text/html; charset=of-the-moon", "<title>\u00e4</title>");
        assertThat(title("https://c.example/")).isEqualTo("\u00e4");
    }

    private String title(String address) {
        return previews.of(address).orElseThrow().title();
    }

    private void page(String address, String type, String body) {
        put(address, type, octets(body));
    }

    private void latin(String address, String type, String body) {
        put(address, type, Octets.wrap(body.getBytes(ISO_8859_1)));
    }

    private void put(String address, String type, Octets body) {
        var uri = URI.create(address);
        pages.put(uri, new PageSource.Page(uri, type, body, true));
    }

    private static Octets octets(String text) {
        return Octets.wrap(text.getBytes(UTF_8));
    }

    private PageSource.Page fetch(URI address, int atMost) throws PageSource.PageUnavailable {
        assertThat(atMost).isPositive();
        asked.add(address);
        var page = pages.get(address);
        if (page == null) {
            throw new PageSource.PageUnavailable("not here");
        }
        return page;
    }
}
