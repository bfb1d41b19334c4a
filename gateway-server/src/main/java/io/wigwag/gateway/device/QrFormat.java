package io.wigwag.gateway.device;

import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.qr.QrPicture;
import io.wigwag.core.qr.TerminalBlocks;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// How a code is given out.
enum QrFormat {
    PNG("image/png") {
        @Override
        Octets body(LinkEvent.QrShown code, Instant now) {
            return QrPicture.of(code.text()).png(PIXELS);
        }
    },
    SVG("image/svg+xml") {
        @Override
        Octets body(LinkEvent.QrShown code, Instant now) {
            return utf8(QrPicture.of(code.text()).svg());
        }
    },
    /// Characters and colours of a terminal, whatever its own colours are.
    TEXT("text/plain; charset=utf-8") {
        @Override
        Octets body(LinkEvent.QrShown code, Instant now) {
            var lines = QrPicture.of(code.text()).lines(TerminalBlocks.COLOURED);
            return utf8(String.join("\n", lines) + "\n");
        }
    },
    JSON("application/json") {
        @Override
        Octets body(LinkEvent.QrShown code, Instant now) {
            return Json.bytes(SHAPE, QrView.of(code, now));
        }
    };

    private static final int PIXELS = 8;
    private static final Shape<QrView> SHAPE = Shapes.standard().of(QrView.class);

    private final String type;

    QrFormat(String type) {
        this.type = type;
    }

    abstract Octets body(LinkEvent.QrShown code, Instant now);

    /// The picture, or the text, with what a client needs to ask for the next one.
    Response response(LinkEvent.QrShown code, Instant now) {
        var left = secondsLeft(code, now);
        return Response.of(Response.OK, type, body(code, now))
                .with("Cache-Control", "no-store")
                .with("Wigwag-Qr-Index", String.valueOf(code.index()))
                .with("Wigwag-Qr-Seconds-Left", String.valueOf(left));
    }

    /// What a client takes that has not said a format outright.
    static QrFormat accepted(Headers headers) {
        var accept = headers.first("Accept").orElse("");
        for (var format : new QrFormat[] {PNG, SVG, JSON, TEXT}) {
            if (accept.contains(format.type.split(";", 2)[0])) {
                return format;
            }
        }
        return PNG;
    }

    static int secondsLeft(LinkEvent.QrShown code, Instant now) {
        return (int) Math.max(0, Duration.between(now, code.until()).toSeconds());
    }

    private static Octets utf8(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A code as JSON.
    record QrView(String text, int index, int of, Instant expiresAt, int secondsLeft) {
        static QrView of(LinkEvent.QrShown code, Instant now) {
            return new QrView(code.text(), code.index(), code.of(), code.until(), QrFormat.secondsLeft(code, now));
        }

        /// Who has it can link the account.
        @Override
        public String toString() {
            return "QrView[" + index + " of " + of + "]";
        }
    }
}
