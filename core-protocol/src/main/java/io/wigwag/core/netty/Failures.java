package io.wigwag.core.netty;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.CloseReason.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Netty's exceptions in the port's words. Details name classes and our own texts, never bytes that came.
final class Failures {
    private Failures() {}

    /// `otherwise` names what fails where the exception itself says nothing of use.
    static CloseReason reasonOf(@Nullable Throwable cause, Kind otherwise) {
        return switch (cause) {
            case null -> new CloseReason(otherwise, "");
            case SslHandshakeTimeoutException late -> reason(Kind.HANDSHAKE_TIMEOUT, late);
            case SSLException insecure -> reason(Kind.INSECURE, insecure);
            case DecoderException wrapped
            when wrapped.getCause() instanceof SSLException insecure -> reason(Kind.INSECURE, insecure);
            case ProxyConnectException refused -> reason(Kind.PROXY, refused);
            case ConnectTimeoutException late -> reason(Kind.CONNECT_TIMEOUT, late);
            case UnknownHostException unknown -> reason(Kind.UNRESOLVED, unknown);
            case WebSocketClientHandshakeException refused -> reason(Kind.NOT_UPGRADED, refused);
            case WebSocketHandshakeException refused -> reason(Kind.HANDSHAKE_TIMEOUT, refused);
            case CorruptedWebSocketFrameException corrupted -> reason(Kind.MALFORMED, corrupted);
            case CorruptedFrameException corrupted -> reason(Kind.MALFORMED, corrupted);
            case TooLongFrameException large -> reason(Kind.MALFORMED, large);
            case DecoderException wrong -> reason(Kind.MALFORMED, wrong);
            case IOException broken -> reason(otherwise, broken);
            default -> reason(Kind.FAULT, cause);
        };
    }

    private static CloseReason reason(Kind kind, Throwable cause) {
        return new CloseReason(kind, String.valueOf(cause.getMessage()));
    }
}
