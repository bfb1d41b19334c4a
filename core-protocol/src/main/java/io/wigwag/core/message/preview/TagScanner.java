package io.wigwag.core.message.preview;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Goes from one opening tag of a page to the next. Each character is looked at a fixed number of times, whatever the
/// page holds.
final class TagScanner {
    private static final int MOST_ATTRIBUTES = 32;

    private final String html;
    private int at;
    private String tag = "";

    TagScanner(String html) {
        this.html = html;
    }

    /// Goes to the next opening tag; false at the end.
    boolean next() {
        while (true) {
            var open = html.indexOf('<', at);
            if (open < 0 || open + 1 == html.length()) {
                at = html.length();
                return false;
            }
            at = open + 1;
            if (html.startsWith("!--", at)) {
                var end = html.indexOf("-->", at);
                at = end < 0 ? html.length() : end + 3;
            } else if (Character.isLetter(html.charAt(at))) {
                tag = name();
                return true;
            }
        }
    }

    boolean is(String name) {
        return tag.equals(name);
    }

    private String name() {
        var start = at;
        while (at < html.length()
                && (Character.isLetterOrDigit(html.charAt(at)) || "-_:".indexOf(html.charAt(at)) >= 0)) {
            at++;
        }
        return html.substring(start, at).toLowerCase(Locale.ROOT);
    }

    /// The attributes of the tag that the scanner is at; the first of each name counts.
    Map<String, String> attributes() {
        var found = new HashMap<String, String>();
        while (at < html.length() && html.charAt(at) != '>' && found.size() < MOST_ATTRIBUTES) {
            if (!isNameStart(html.charAt(at))) {
                at++;
                continue;
            }
            var name = name();
            skipSpace();
            if (at < html.length() && html.charAt(at) == '=') {
                at++;
                skipSpace();
                found.putIfAbsent(name, Entities.decode(value()));
            }
        }
        return found;
    }

    private static boolean isNameStart(char c) {
        return Character.isLetterOrDigit(c);
    }

    private void skipSpace() {
        while (at < html.length() && Character.isWhitespace(html.charAt(at))) {
            at++;
        }
    }

    private String value() {
        if (at == html.length()) {
            return "";
        }
        var quote = html.charAt(at);
        if (quote == '"' || quote == '\'') {
            var end = html.indexOf(quote, at + 1);
            end = end < 0 ? html.length() : end;
            var value = html.substring(at + 1, end);
            at = Math.min(end + 1, html.length());
            return value;
        }
        var start = at;
        while (at < html.length() && html.charAt(at) != '>' && !Character.isWhitespace(html.charAt(at))) {
            at++;
        }
        return html.substring(start, at);
    }

    /// The text inside the tag that the scanner is at.
    String textUntilEnd() {
        var start = html.indexOf('>', at);
        if (start < 0) {
            return "";
        }
        at = start + 1;
        var from = at;
        skipUntilEnd();
        return Entities.decode(html.substring(from, at));
    }

    /// Goes to the closing tag; to the end of the page if there is none.
    void skipUntilEnd() {
        var closing = "</" + tag;
        while (at < html.length()) {
            var open = html.indexOf('<', at);
            if (open < 0) {
                at = html.length();
            } else if (html.regionMatches(true, open, closing, 0, closing.length())) {
                at = open;
                return;
            } else {
                at = open + 1;
            }
        }
    }
}
