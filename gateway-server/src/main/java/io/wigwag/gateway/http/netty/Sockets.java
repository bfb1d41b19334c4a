package io.wigwag.gateway.http.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/// The faster sockets that this machine has: epoll, or what every JDK can do.
record Sockets(Class<? extends ServerSocketChannel> listening, EventLoopGroup loops) {
    static Sockets found() {
        return Epoll.isAvailable()
                ? new Sockets(
                        EpollServerSocketChannel.class, new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory()))
                : portable();
    }

    static Sockets portable() {
        return new Sockets(NioServerSocketChannel.class, new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()));
    }
}
