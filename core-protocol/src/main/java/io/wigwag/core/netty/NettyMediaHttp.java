package io.wigwag.core.netty;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.CloseReason.Kind;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.MediaUnreachable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// One connection for each request, on the event loops of the devices' own connections and by the same ways.
final class NettyMediaHttp implements MediaHttp {
    /// Bytes not yet sent; a few pieces of a body.
    private static final int WRITE_BUFFERED = 256 * 1024;

    private final Dialer dialer;
    private final MediaHttpLimits limits;

    NettyMediaHttp(Dialer dialer, MediaHttpLimits limits) {
        this.dialer = dialer;
        this.limits = limits;
    }

    @Override
    public Answer send(Request request) throws IOException {
        var uri = request.uri();
        var secure = "https".equals(uri.getScheme());
        if (uri.getHost() == null || !(secure || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("media host: " + uri + " (expected: https://HOST/...)");
        }
        var exchange = new MediaExchange(secure, limits.buffered());
        var port = port(uri, secure);
        var goal = new Dialer.Goal(uri.getHost(), port, request.proxy(), limits.connect());
        var channel = dialer.dial(goal, WRITE_BUFFERED, opened -> fill(opened, goal, secure, exchange), exchange::fail);
        try {
            exchange.await(wayPatience(), Kind.CONNECT_TIMEOUT);
            var head = ask(channel, exchange, request);
            return new MediaAnswer(channel, exchange, head, limits.idle());
        } catch (Throwable failed) {
            var _ = channel.close();
            throw failed;
        }
    }

    /// Netty ends connecting and the handshake itself; this is for what it might forget.
    private Duration wayPatience() {
        return limits.connect().multipliedBy(2).plus(limits.handshake()).plusSeconds(1);
    }

    private static int port(URI uri, boolean secure) {
        return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    }

    private void fill(SocketChannel channel, Dialer.Goal goal, boolean secure, MediaExchange exchange) {
        var pipeline = channel.pipeline();
        if (secure) {
            pipeline.addLast(dialer.secured(channel, goal.host(), goal.port(), limits.handshake()));
        }
        pipeline.addLast(new HttpClientCodec(new HttpDecoderConfig(), false, false));
        pipeline.addLast(exchange);
    }

    private MediaExchange.Event.Head ask(Channel channel, MediaExchange exchange, Request request) throws IOException {
        var head = head(request);
        var sending = new BodySending(channel, limits.idle());
        if (request.body().isPresent()) {
            var _ = channel.write(head);
            sending.send(request.body().get(), exchange);
        } else {
            var _ = channel.write(head);
            var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        return switch (exchange.await(limits.answer(), Kind.IDLE_TIMEOUT)) {
            case MediaExchange.Event.Head answer -> answer;
            case MediaExchange.Event other ->
                throw new MediaUnreachable(new CloseReason(Kind.MALFORMED, "no head but " + other));
        };
    }

    private static HttpRequest head(Request request) {
        var uri = request.uri();
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                method(request.method()),
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        var headers = head.headers();
        headers.set(HttpHeaderNames.HOST, uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        headers.set(HttpHeaderNames.ACCEPT, "*/*");
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        request.headers().forEach(headers::set);
        if (request.method() == Method.POST) {
            headers.set(
                    HttpHeaderNames.CONTENT_LENGTH,
                    request.body().map(Body::size).orElse(0L));
        }
        return head;
    }

    private static HttpMethod method(Method method) {
        return switch (method) {
            case GET -> HttpMethod.GET;
            case POST -> HttpMethod.POST;
            case DELETE -> HttpMethod.DELETE;
        };
    }
}
