package io.wigwag.core.message.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.message.preview.Links.Link;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "see https://example.com/a now | https://example.com/a",
                "(https://example.com/a) | https://example.com/a",
                "https://en.wiki.example/Rust_(language). | https://en.wiki.example/Rust_(language)",
                "\"https://example.com/?q=1,2\" | https://example.com/?q=1,2",
                "*https://example.com* | https://example.com",
                "HTTP://EXAMPLE.COM/x! | HTTP://EXAMPLE.COM/x",
                "first http:// then https://b.example | https://b.example",
            })
    void aLinkIsFoundWithoutTheSentenceAroundIt(String text, String link) {
        assertThat(Links.first(text)).hasValue(new Link(link, URI.create(link)));
    }

    @Test
    void aLinkWithoutASchemeLeadsThereSafely() {
        assertThat(Links.first("go to www.example.com/x."))
                .hasValue(new Link("www.example.com/x", URI.create("https://www.example.com/x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no link",
                "mail a@www.example.com",
                "ftp://example.com",
                "https://",
                "https://user:pass@example.com/",
                "https://exa mple",
                "xhttps://example.com",
                "https://[bad/",
                "javascript:alert(1)"
            })
    void whatIsNoLinkIsNone(String text) {
        assertThat(Links.first(text.replace("exa mple", "%zz"))).isEmpty();
    }

    @Test
    void endlessLinksAreNone() {
        assertThat(Links.first("https://example.com/" + "a".repeat(3000))).isEmpty();
        assertThat(Links.first("www.".repeat(20_000))).isEmpty();
    }
}
