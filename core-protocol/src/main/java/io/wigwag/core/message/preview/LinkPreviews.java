package io.wigwag.core.message.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.octets.Octets;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes the card for the first link of a text. A text without a link, or a link that tells nothing, has none: a
/// preview is never a reason not to send.
public final class LinkPreviews {
    /// All of a page that is read; heads are at the beginning.
    static final int PAGE = 512 << 10;
    /// A picture above this is left out.
    static final int PICTURE = 5 << 20;

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9_:.-]{1,40})");

    private final PageSource source;
    private final Shrinker shrinker;

    /// Makes a small JPEG of a picture of unknown form.
    @FunctionalInterface
    public interface Shrinker {
        /// The JPEG; empty bytes if it is no picture that can be read.
        Octets shrink(Octets picture);
    }

    public LinkPreviews(PageSource source, Shrinker shrinker) {
        this.source = source;
        this.shrinker = shrinker;
    }

    /// The card for a text. Blocks while it fetches.
    public Optional<LinkPreview> of(String text) {
        return Links.first(text).flatMap(this::of);
    }

    private Optional<LinkPreview> of(Links.Link link) {
        try {
            var page = source.fetch(link.address(), PAGE);
            if (!page.contentType().toLowerCase(Locale.ROOT).contains("html")) {
                return Optional.empty();
            }
            var head = PageHead.parse(text(page));
            if (head.title().isEmpty()) {
                return Optional.empty();
            }
            var kind = head.video() ? LinkPreview.Kind.VIDEO : LinkPreview.Kind.PLAIN;
            var card = LinkPreview.of(link.text(), head.title(), head.description())
                    .withKind(kind);
            return Optional.of(card.withThumbnail(
                    head.image().map(image -> picture(page.address(), image)).orElse(Octets.EMPTY)));
        } catch (PageSource.PageUnavailable e) {
            return Optional.empty();
        }
    }

    private Octets picture(URI page, String image) {
        try {
            var address = page.resolve(image.strip().replace(" ", "%20"));
            var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                return Octets.EMPTY;
            }
            var picture = source.fetch(address, PICTURE);
            return picture.complete() ? shrinker.shrink(picture.body()) : Octets.EMPTY;
        } catch (IllegalArgumentException noAddress) {
            return Octets.EMPTY;
        } catch (PageSource.PageUnavailable e) {
            return Octets.EMPTY;
        }
    }

    /// In the character set that the header names, or the page itself near its beginning.
    private static String text(PageSource.Page page) {
        var bytes = page.body().toArray();
        var beginning = new String(bytes, 0, Math.min(bytes.length, 1024), ISO_8859_1);
        return new String(
                bytes, charset(page.contentType()).or(() -> charset(beginning)).orElse(UTF_8));
    }

    private static Optional<Charset> charset(String text) {
        var named = CHARSET.matcher(text);
        try {
            return named.find() ? Optional.of(Charset.forName(named.group(1))) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }
}
