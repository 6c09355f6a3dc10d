import { embeddingModels } from "../common/vectors/models.ts";

export const models = embeddingModels;
