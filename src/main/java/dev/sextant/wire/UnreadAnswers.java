package dev.sextant.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Closes connections whose caller takes nothing of its answer for too long: who writes the answer waits on a thread
/// until there is room, and what is written already waits in memory. Slow callers are none of its business, nor are
/// answers that are still being made.
@Singleton
final class UnreadAnswers {
    private static final String NAME = UnreadAnswers.class.getName();

    private final Duration duration;
    private final Counter closed;

    @Inject
    UnreadAnswers(Limits limits, MeterRegistry metrics) {
        duration = limits.unreadDuration();
        closed = Counter.builder("sextant.requests.unread")
                .description("Connections closed because nobody read the answer")
                .register(metrics);
    }

    /// Watches a connection from now on; to be called on its event loop.
    void watch(HttpConnection connection) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        if (pipeline.get(NAME) == null) {
            pipeline.addFirst(NAME, new Watch());
        }
    }

    /// Looks once in that time whether anything has left since it looked last.
    private final class Watch extends IdleStateHandler {
        Watch() {
            super(true, 0, duration.toMillis(), 0, TimeUnit.MILLISECONDS);
        }

        /// Nothing is passed on: those behind it would take a computation for silence.
        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
            if (waiting != null && waiting.totalPendingWriteBytes() > 0) {
                closed.increment();
                // Vert.x's own way to close would wait for what is written.
                var _ = context.close();
            }
        }
    }
}
