package io.wigwag.gateway.http.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.filter.ProblemJson;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection: takes requests one after the other, each when the one before has been answered. Owned by its event
/// loop.
///
/// Nothing is read that nobody asked for, except once while a request is being answered, which shows whether the
/// client is still there. What that brings waits in `decoded`.
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final Duration LINGERING = Duration.ofSeconds(2);

    private final HttpServer server;
    private final Punctuality punctuality;
    private final Queue<HttpObject> decoded = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange current;
    /// Whether the next thing decoded has somebody who waits for it.
    private boolean wanting;
    /// The client has said all that it wanted to say.
    private boolean inputEnded;
    /// The response is out, and the rest of the request is read for nobody.
    private boolean discarding;
    /// The last response is out or on its way; what comes is not looked at.
    private boolean closing;

    HttpConnection(HttpServer server, Punctuality punctuality) {
        this.server = server;
        this.punctuality = punctuality;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        if (server.enter(this)) {
            want();
        } else {
            refuse(Problem.of(ProblemCode.OVERLOADED, "There are too many connections.")
                    .retryAfter(Duration.ofSeconds(1)));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        decoded.add((HttpObject) message);
        pump();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (wanting && !inputEnded && !closing) {
            reading.read(); // It was half a message.
        }
    }

    private void want() {
        wanting = true;
        pump();
        if (wanting && inputEnded) {
            inputMissing();
        } else if (wanting && context != null) {
            context.read();
        }
    }

    private void pump() {
        while (wanting && !closing && !decoded.isEmpty()) {
            wanting = false;
            var next = decoded.remove();
            try {
                take(next);
            } finally {
                ReferenceCountUtil.release(next);
            }
        }
    }

    private void take(HttpObject next) {
        if (next instanceof HttpRequest head) {
            begin(head);
        } else if (next instanceof HttpContent content && current != null) {
            takeBody(content, current);
        }
    }

    private void begin(HttpRequest request) {
        punctuality.headCame();
        try {
            var head = HeadRules.of(request);
            if (head.declared() > server.limits().longestBody()) {
                throw Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is too large.");
            }
            if (server.isDraining()) {
                throw Problem.of(ProblemCode.STOPPING, "The gateway is about to stop.");
            }
            answer(head, request.method().name());
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    private void answer(HeadRules head, String method) throws Problem {
        if (context == null) {
            return;
        }
        var exchange = new Exchange(server, this, context.channel(), head, method);
        current = exchange;
        if (head.declared() == 0) {
            want(); // The end of a body without bytes is decoded already, and has to be out of the way.
        }
        try {
            server.threads().execute(exchange);
        } catch (RejectedExecutionException stopped) {
            current = null;
            throw Problem.of(ProblemCode.STOPPING, "The gateway has stopped.");
        }
    }

    private void takeBody(HttpContent content, Exchange exchange) {
        if (content.decoderResult().isFailure()) {
            exchange.body().fail(HeadRules.malformed("The body is not what its head says."));
            if (discarding) {
                end();
            }
            return;
        }
        var last = content instanceof LastHttpContent;
        exchange.body().add(discarding ? new byte[0] : ByteBufUtil.getBytes(content.content()), last);
        if (last && discarding) {
            next();
        } else if (last && decoded.isEmpty() && context != null) {
            context.read(); // Shows whether the client is still there.
        } else if (discarding) {
            want();
        }
    }

    /// A service reads the body. On the request's thread.
    void wantBody() {
        onLoop(() -> {
            var exchange = current;
            if (exchange == null || exchange.body().isComplete() || wanting) {
                return;
            }
            if (exchange.head().expectsContinue() && context != null && decoded.isEmpty()) {
                var proceed = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
                if (exchange.proceed()) {
                    var _ = context.writeAndFlush(proceed);
                }
            }
            want();
        });
    }

    /// A response is out. On the event loop.
    void responseWritten(boolean keepAlive) {
        var exchange = current;
        if (exchange == null || context == null) {
            return;
        }
        if (!keepAlive || (inputEnded && decoded.isEmpty())) {
            end();
        } else if (exchange.body().isComplete()) {
            next();
        } else {
            discarding = true;
            punctuality.awaitRest(context);
            want();
        }
    }

    private void next() {
        current = null;
        discarding = false;
        if (server.isDraining()) {
            end();
        } else if (context != null) {
            punctuality.awaitHead(context);
            want();
        }
    }

    /// The rest of what was begun will not come.
    private void inputMissing() {
        if (current != null && !discarding) {
            current.body().fail(HeadRules.malformed("The body ended before its end."));
        } else if (context != null) {
            var _ = context.close();
        }
    }

    /// Answers what can't be read as a request, or not be taken on, and ends.
    private void refuse(Problem problem) {
        closing = true;
        release();
        if (context == null) {
            return;
        }
        var response = ProblemJson.response(problem, Optional.empty(), Optional.empty());
        var bytes = ((Content.Bytes) response.content()).value();
        var written = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(bytes.asBuffer()));
        response.headers().fields().forEach(field -> written.headers().add(field.name(), field.value()));
        written.headers().set("Content-Length", bytes.size()).set("Connection", "close");
        var _ = context.writeAndFlush(written).addListener(_ -> end());
    }

    /// Closes so that the last response arrives: an end with unread bytes would reset the connection, and the client
    /// might lose what it has not read yet.
    private void end() {
        closing = true;
        current = null;
        release();
        var there = context;
        if (there == null || !there.channel().isActive()) {
            return;
        }
        if (inputEnded || !(there.channel() instanceof DuplexChannel duplex)) {
            var _ = there.close();
            return;
        }
        server.linger(this);
        var _ = duplex.shutdownOutput()
                .addListener(_ -> there.channel().config().setAutoRead(true));
        var _ = there.executor().schedule(this::abandon, LINGERING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The server is to stop: who does nothing may go, who waits need not wait any more.
    void drain() {
        onLoop(() -> {
            if (current != null) {
                current.departure().begin();
            } else if (!closing && decoded.isEmpty()) {
                end();
            }
        });
    }

    /// The time is up.
    void abandon() {
        if (context != null) {
            var _ = context.channel().close();
        }
    }

    private void onLoop(Runnable task) {
        if (context != null) {
            context.executor().execute(task);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext there, Object event) {
        switch (event) {
            case ChannelInputShutdownEvent _ -> inputEnded();
            case Punctuality.Late late -> late(late);
            default -> there.fireUserEventTriggered(event);
        }
    }

    /// A client may say no more and still listen; but who only listens does not wait long.
    private void inputEnded() {
        inputEnded = true;
        if (closing && context != null) {
            var _ = context.close();
            return;
        }
        if (current != null) {
            current.departure().begin();
        }
        if (wanting) {
            want();
        }
    }

    private void late(Punctuality.Late late) {
        if (closing) {
            return;
        }
        if (late == Punctuality.Late.HEAD && current == null) {
            refuse(Problem.of(ProblemCode.REQUEST_TIMEOUT, "The head of the request came too slowly."));
        } else {
            end();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext there) {
        if (current != null) {
            current.outgoing().wake();
        }
        there.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext there) {
        closing = true;
        release();
        server.leave(this);
        if (current != null) {
            current.departure().begin();
            current.body().fail(HeadRules.malformed("The client is gone."));
            current.outgoing().wake();
        }
        there.fireChannelInactive();
    }

    private void release() {
        decoded.forEach(ReferenceCountUtil::release);
        decoded.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext there, Throwable failure) {
        LOG.atDebug().setCause(failure).log("an HTTP connection broke");
        var _ = there.close();
    }
}
