// Drives the replica with @woocommerce/woocommerce-rest-api, which nobody of us wrote.
const WooCommerceRestApi = require("@woocommerce/woocommerce-rest-api").default;
const [url, consumerKey, consumerSecret] = process.argv.slice(2);
const api = new WooCommerceRestApi({ url, consumerKey, consumerSecret, version: "wc/v3" });
const said = [];
(async () => {
  const made = await api.post("products", { name: "Tôm & cua", sku: "JS-1", regular_price: "90000", manage_stock: true, stock_quantity: 3 });
  said.push(made.status, made.data.sku);
  said.push((await api.put(`products/${made.data.id}`, { regular_price: "95000" })).data.price);
  const listed = await api.get("products", { per_page: 5, sku: "JS-1", _fields: "id,sku" });
  said.push(listed.headers["x-wp-total"], JSON.stringify(listed.data));
  const batch = await api.post("products/batch", { update: [{ id: made.data.id, stock_quantity: 7 }] });
  said.push(batch.data.update[0].stock_quantity);
  try { await api.post("products", { name: "x", sku: "JS-1" }); } catch (e) { said.push(e.response.status, e.response.data.code); }
  said.push((await api.delete(`products/${made.data.id}`)).data.id === made.data.id);
  console.log(JSON.stringify(said));
})().catch((e) => { console.error(e.response ? JSON.stringify(e.response.data) : e); process.exit(1); });
