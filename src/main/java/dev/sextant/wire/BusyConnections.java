package dev.sextant.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps connections open while a request on them is at work. Vert.x closes those on which nothing has come or gone for
/// `quarkus.http.idle-timeout`, and a long computation would pass for that.
final class BusyConnections {
    private static final String NAME = BusyConnections.class.getName();

    /// Vert.x's own, which closes the connection when it hears that it is idle.
    private static final String CLOSES = "handler";

    private BusyConnections() {}

    /// Counts a request until it has ended; to be called on its event loop.
    static void enter(RoutingContext context) {
        ChannelPipeline pipeline = ((HttpServerConnection) context.request().connection())
                .channelHandlerContext()
                .pipeline();
        if (pipeline.get(NAME) == null) {
            pipeline.addBefore(CLOSES, NAME, new Busy());
        }
        AtomicInteger requests = ((Busy) pipeline.get(NAME)).requests;
        requests.incrementAndGet();
        context.addEndHandler(end -> requests.decrementAndGet());
    }

    /// Passes on that the connection is idle only where it has no request.
    private static final class Busy extends ChannelInboundHandlerAdapter {
        private final AtomicInteger requests = new AtomicInteger();

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (!(event instanceof IdleStateEvent) || requests.get() == 0) {
                super.userEventTriggered(context, event);
            }
        }
    }
}
