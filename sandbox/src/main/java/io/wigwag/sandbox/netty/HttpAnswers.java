package io.wigwag.sandbox.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedNioFile;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Reply;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the reply to one request, and makes the connection ready for the next.
final class HttpAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(HttpAnswers.class);
    private static final int CHUNK = 64 * 1024;

    private final Channel channel;
    private final boolean keepAlive;
    private final boolean headOnly;
    private final Runnable done;

    HttpAnswers(Channel channel, HttpRequest request, Runnable done) {
        this.channel = channel;
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.headOnly = request.method().equals(HttpMethod.HEAD);
        this.done = done;
    }

    static void proceed(ChannelHandlerContext context) {
        var _ = context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }

    static void tooLarge(ChannelHandlerContext context) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        HttpUtil.setContentLength(response, 0);
        var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /// Finds the reply.
    interface Answering {
        Reply answer() throws InterruptedException;
    }

    /// On a thread that may wait.
    void send(Answering answering) {
        try {
            var reply = answering.answer();
            switch (reply.content()) {
                case Reply.Content.Nothing(var reset) -> end(reset);
                case Reply.Content.CutOff(var whole, var after) -> sendPart(reply, whole, after);
                case Reply.Content.Bytes(var bytes) -> sendBytes(reply, bytes);
                case Reply.Content.FilePart part -> sendFile(reply, part);
                case Reply.Content.Stream(var source) -> sendStream(reply, source);
            }
        } catch (IOException failure) {
            LOG.warn("a reply could not be sent", failure);
            var _ = channel.close();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            var _ = channel.close();
        } finally {
            done.run();
        }
    }

    private void sendBytes(Reply reply, Octets bytes) {
        var content = headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes.asBuffer());
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), content);
        head(reply, response, bytes.size());
        finish(response);
    }

    private void sendFile(Reply reply, Reply.Content.FilePart part) throws IOException {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        head(reply, response, part.size());
        if (headOnly || part.size() == 0) {
            var _ = channel.write(response);
            finish(LastHttpContent.EMPTY_LAST_CONTENT);
            return;
        }
        var file = FileChannel.open(part.file(), StandardOpenOption.READ);
        var _ = channel.write(response);
        finish(new HttpChunkedInput(new ChunkedNioFile(file, part.from(), part.size(), CHUNK)));
    }

    private void end(boolean reset) {
        if (reset) {
            Wires.reset(channel);
        } else {
            var _ = channel.close();
        }
    }

    /// Promises the whole, and ends the connection behind a part.
    private void sendPart(Reply reply, Reply.Content whole, long after) throws IOException {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        var part = switch (whole) {
            case Reply.Content.Bytes(var bytes) -> {
                head(reply, response, bytes.size());
                yield bytes.slice(0, (int) Math.min(after, bytes.size()));
            }
            case Reply.Content.FilePart(var file, var from, var size) -> {
                head(reply, response, size);
                yield start(file, from, Math.min(after, size));
            }
            default -> Octets.EMPTY;
        };
        var _ = channel.write(response);
        var _ = channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(part.asBuffer())))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static Octets start(Path file, long from, long size) throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return Octets.wrap(in.readNBytes((int) size));
        }
    }

    private void sendStream(Reply reply, Reply.Source source) throws InterruptedException {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setTransferEncodingChunked(response, true);
        channel.writeAndFlush(response).sync();
        source.writeTo(new Reply.Sink() {
            @Override
            public boolean write(Octets bytes) throws InterruptedException {
                var content = new DefaultHttpContent(Unpooled.wrappedBuffer(bytes.asBuffer()));
                return channel.writeAndFlush(content).await().isSuccess();
            }

            @Override
            public boolean isOpen() {
                return channel.isActive();
            }
        });
        if (channel.isActive()) {
            finish(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void head(Reply reply, HttpResponse response, long size) {
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        if (!response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            HttpUtil.setContentLength(response, size);
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void finish(Object last) {
        var written = channel.writeAndFlush(last);
        if (keepAlive) {
            var _ = written.addListener(_ -> channel.config().setAutoRead(true));
        } else {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
