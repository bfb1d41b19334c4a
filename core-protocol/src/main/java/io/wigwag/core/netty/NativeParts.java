package io.wigwag.core.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/// The faster of what this machine has: epoll and BoringSSL, or what every JDK can do.
record NativeParts(
        boolean epoll,
        Class<? extends SocketChannel> socket,
        Class<? extends DatagramChannel> datagram,
        SslProvider tls) {

    static NativeParts found() {
        return of(Epoll.isAvailable(), OpenSsl.isAvailable());
    }

    static NativeParts portable() {
        return of(false, false);
    }

    private static NativeParts of(boolean epoll, boolean boringSsl) {
        return new NativeParts(
                epoll,
                epoll ? EpollSocketChannel.class : NioSocketChannel.class,
                epoll ? EpollDatagramChannel.class : NioDatagramChannel.class,
                boringSsl ? SslProvider.OPENSSL : SslProvider.JDK);
    }

    EventLoopGroup threads(int count) {
        return new MultiThreadIoEventLoopGroup(count, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }
}
