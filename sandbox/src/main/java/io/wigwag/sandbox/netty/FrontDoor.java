package io.wigwag.sandbox.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import io.wigwag.core.frame.Frames;
import io.wigwag.sandbox.fault.ByteLane;
import io.wigwag.sandbox.http.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where every connection begins: a request for the chat's WebSocket changes it into a chat, any other is answered as
/// HTTP, one after the other.
final class FrontDoor extends ChannelInboundHandlerAdapter {
    static final String CHAT = "/ws/chat";
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final int LARGEST_MESSAGE = Frames.LARGEST + Frames.HEADER + 1024;

    private final Doors doors;
    private final ByteLane.Wire wire;
    private final boolean secure;
    private @Nullable HttpRequest request;
    private @Nullable BodyCollector body;

    FrontDoor(Doors doors, ByteLane.Wire wire, boolean secure) {
        this.doors = doors;
        this.wire = wire;
        this.secure = secure;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
        try {
            if (message instanceof HttpRequest head) {
                begin(context, head);
            }
            if (message instanceof HttpContent part && request != null) {
                take(context, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        var path = new QueryStringDecoder(head.uri()).rawPath();
        if (path.equals(CHAT) && head.headers().contains(HttpHeaderNames.UPGRADE)) {
            upgrade(context, head);
            return;
        }
        if (path.startsWith("/admin")) {
            wire.place().spare();
        }
        if (HttpUtil.is100ContinueExpected(head)) {
            HttpAnswers.proceed(context);
        }
        request = head;
        body = new BodyCollector();
    }

    private void upgrade(ChannelHandlerContext context, HttpRequest head) {
        var factory = new WebSocketServerHandshakerFactory("", null, false, LARGEST_MESSAGE);
        var handshaker = factory.newHandshaker(head);
        if (handshaker == null) {
            var _ = WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        var host = head.headers().get(HttpHeaderNames.HOST, "");
        var pipeline = context.pipeline();
        pipeline.addLast(new WebSocketFrameAggregator(LARGEST_MESSAGE));
        pipeline.addLast(new ChatHandler(doors, wire, host));
        pipeline.remove(this);
        // The request without its (empty) body, which comes later and which nobody waits for.
        var bare = new DefaultHttpRequest(head.protocolVersion(), head.method(), head.uri(), head.headers());
        var _ = handshaker.handshake(context.channel(), bare);
    }

    private void take(ChannelHandlerContext context, HttpContent part) throws IOException {
        var collector = body;
        var head = request;
        if (collector == null || head == null) {
            return;
        }
        if (!collector.add(part.content(), doors.largestBody())) {
            request = null;
            collector.discard();
            HttpAnswers.tooLarge(context);
            return;
        }
        if (part instanceof LastHttpContent) {
            request = null;
            body = null;
            context.channel().config().setAutoRead(false);
            answer(context, head, collector);
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest head, BodyCollector collector) throws IOException {
        var called = request(head, collector);
        var answers = new HttpAnswers(context.channel(), head, collector::discard);
        doors.http().execute(() -> answers.send(() -> doors.answer(called)));
    }

    private Request request(HttpRequest head, BodyCollector collector) throws IOException {
        var query = new QueryStringDecoder(head.uri());
        return new Request(
                head.method().name(),
                query.rawPath(),
                head.uri(),
                query.parameters(),
                headers(head),
                collector.finish(),
                secure);
    }

    private static Map<String, String> headers(HttpRequest head) {
        var headers = new HashMap<String, String>();
        head.headers().forEach(entry -> headers.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        return headers;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var begun = body;
        if (begun != null && request != null) {
            var head = request;
            doors.http().execute(() -> cutShort(head, begun));
        }
        context.fireChannelInactive();
    }

    /// What has come of a body is not lost to those who can go on from there.
    private void cutShort(HttpRequest head, BodyCollector begun) {
        try {
            doors.cutShort().take(request(head, begun));
        } catch (IOException failure) {
            LOG.warn("an upload that broke off could not be kept", failure);
        } finally {
            begun.discard();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        LOG.debug("an HTTP connection broke", failure);
        var _ = context.close();
    }
}
