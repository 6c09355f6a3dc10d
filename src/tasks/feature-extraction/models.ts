import { embeddingModels } from "../common/embedding.ts";

export const models = embeddingModels;
