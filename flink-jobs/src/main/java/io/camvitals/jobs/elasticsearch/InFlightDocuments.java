package io.camvitals.jobs.elasticsearch;

import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/**
 * Bounds what is on its way by documents, and not by requests: while Elasticsearch is away the
 * requests are many and small, and memory is what runs out. Above the bound the writer makes the
 * job wait (back-pressure).
 */
final class InFlightDocuments implements RateLimitingStrategy {
  private final int maximum;
  private final int maximumBatch;
  private int inFlight;

  InFlightDocuments(int maximum, int maximumBatch) {
    this.maximum = maximum;
    this.maximumBatch = maximumBatch;
  }

  @Override
  public void registerInFlightRequest(RequestInfo request) {
    inFlight += request.getBatchSize();
  }

  @Override
  public void registerCompletedRequest(ResultInfo result) {
    inFlight -= result.getBatchSize();
  }

  @Override
  public boolean shouldBlock(RequestInfo request) {
    return inFlight + request.getBatchSize() > maximum;
  }

  @Override
  public int getMaxBatchSize() {
    return maximumBatch;
  }
}
