/**
 * The Elasticsearch sink: a bounded buffer ({@link
 * io.camvitals.jobs.elasticsearch.ElasticsearchWriter}), what is on its way ({@link
 * io.camvitals.jobs.elasticsearch.BulkSender}) and one request ({@link
 * io.camvitals.jobs.elasticsearch.BulkClient}).
 */
package io.camvitals.jobs.elasticsearch;
